package io.headwater.estimator.mixture;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowDraws;
import io.headwater.model.CounterRandom;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.mixture.LatentCodes;
import io.headwater.window.AlignedWindow;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Moves encoders and a mixture together within a re-solve, and keeps the best of several turns:
 * encoders that have adapted to a mixture that is wrong hardly come free of it.
 */
final class JointSettling {
  /** Turns of moving encoders and mixture together and placing the mixture anew. */
  static final int TURNS = 3;

  private static final int BATCH = 64;

  /** First bytes of what is kept of a turn, "HWMT". */
  private static final int KEPT = 0x48574D54;

  /** Random stream, apart from those of steps. */
  private static final long DRAWS = 1_000_001;

  private final List<ModalityIntake> intakes;
  private final MixtureNetwork network;
  private final Mixed mixed;
  private final long seed;
  private byte[] best;
  private double most;

  /** A mixture as it takes part in steps. */
  interface Mixed {
    /** Null before there is one. */
    PriorSource prior();

    void observe(LatentCodes codes);

    void write(StateWriter out);

    void read(StateReader in);
  }

  JointSettling(List<ModalityIntake> intakes, MixtureNetwork network, Mixed mixed, long seed) {
    this.intakes = intakes;
    this.network = network;
    this.mixed = mixed;
    this.seed = seed;
  }

  void settle(List<AlignedWindow> windows, int steps) {
    for (int k = 0; k < steps; k++) {
      RandomGenerator random = CounterRandom.at(seed, network.steps(), DRAWS);
      WindowBatch batch = WindowBatch.read(intakes, WindowDraws.draw(random, windows, BATCH));
      mixed.observe(network.step(batch, 1, mixed.prior()).codes());
    }
  }

  /** What the turns after this call are compared among. */
  void begin() {
    best = null;
    most = Double.NEGATIVE_INFINITY;
  }

  /** Keeps network and mixture as they are, if they are the best so far. */
  void keep(double merit) {
    if (best == null || merit > most) {
      most = merit;
      StateWriter out = new StateWriter(KEPT, 1, "");
      network.write(out);
      mixed.write(out);
      best = out.toBytes();
    }
  }

  /** Goes back to the best that was kept. */
  void goBack() {
    long steps = network.steps();
    StateReader in = new StateReader(best, KEPT, 1, "");
    network.read(in);
    mixed.read(in);
    network.count(steps); // the turns after the best were steps too
    best = null;
  }
}
