package io.headwater.estimator.coupled;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowDraws;
import io.headwater.model.CounterRandom;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.window.AlignedWindow;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Brings encoders to rest before components are solved: large batches from the reservoir, which are
 * their own negatives, at a rate that falls to almost nothing. Undone where held-out windows are
 * told apart worse afterwards.
 */
final class Settling {
  private static final int BATCH = 256;
  private static final double FINAL_RATE = 0.02;

  /** Later settlings start lower: the encoders need not be found again. */
  private static final double LATER_RATE = 0.3;

  /** Nats by which held-out contrast may be worse: sampling noise. */
  private static final double MOST_WORSE = 0.02;

  /** Random stream of drawn windows. */
  private static final long DRAW_STREAM = 2_000_003;

  /** Of a state that never leaves memory. */
  private static final int MAGIC = 0x48575354;

  private final List<ModalityIntake> intakes;
  private final CoupledNetwork network;
  private final int steps;
  private final long seed;

  /** Held-out contrast before and after, nats per window and pair; whether the steps were kept. */
  record Outcome(double before, double after, boolean kept) {}

  Settling(List<ModalityIntake> intakes, CoupledNetwork network, int steps, long seed) {
    this.intakes = intakes;
    this.network = network;
    this.steps = steps;
    this.seed = seed;
  }

  Outcome run(List<AlignedWindow> reservoir, List<AlignedWindow> heldOut) {
    double before = contrast(heldOut);
    StateWriter earlier = new StateWriter(MAGIC, 1, "");
    network.write(earlier);
    double height = network.settled() ? LATER_RATE : 1;
    for (int i = 0; i < steps; i++) {
      RandomGenerator random = CounterRandom.at(seed, network.steps(), DRAW_STREAM);
      List<AlignedWindow> batch = WindowDraws.draw(random, reservoir, BATCH);
      double cosine = 0.5 * (1 + Math.cos(Math.PI * i / steps));
      network.step(
          WindowBatch.read(intakes, batch), height * (FINAL_RATE + (1 - FINAL_RATE) * cosine));
    }
    double after = contrast(heldOut);
    boolean worse = network.settled() && after > before + MOST_WORSE;
    if (worse) {
      long taken = network.steps();
      network.read(new StateReader(earlier.toBytes(), MAGIC, 1, ""));
      network.countSteps(taken);
    }
    return new Outcome(before, after, !worse);
  }

  private double contrast(List<AlignedWindow> windows) {
    double sum = 0;
    int batches = 0;
    for (int from = 0; from < windows.size(); from += BATCH) {
      List<AlignedWindow> some = windows.subList(from, Math.min(windows.size(), from + BATCH));
      double nats = network.contrast(WindowBatch.read(intakes, some));
      if (!Double.isNaN(nats)) {
        sum += nats;
        batches++;
      }
    }
    return sum / batches;
  }
}
