package io.headwater.estimator.coupled;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowDraws;
import io.headwater.estimator.bottleneck.RestOfSummaries;
import io.headwater.estimator.count.LatentRest;
import io.headwater.model.CounterRandom;
import io.headwater.window.AlignedWindow;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Encoders begun anew where the first ones came to rest without a shared cause. The contrast has
 * such optima: one dimension of every embedding lies dead, and the others tell windows apart well
 * enough. No truth is needed to see it, because the other modalities then predict part of what the
 * latents leave of summaries. The network of least held-out contrast goes on.
 */
final class EncoderRestarts {
  private static final int MOST = 3;

  /** As in a stream: small batches first, so that settling finds the encoders under way. */
  private static final int BATCH = 64;

  /** Nats of held-out contrast by which another network must be better. */
  private static final double LEAST_GAIN = 0.02;

  /** Random stream of the seeds and windows of restarts. */
  private static final long RESTART_STREAM = 3_000_017;

  private final List<ModalityIntake> intakes;
  private final CoupledNetwork network;
  private final int refitSteps;
  private final long seed;

  /**
   * How the encoders came to rest.
   *
   * @param settled contrast of the network that goes on
   * @param rests what the others predict of what its latents leave, per modality
   * @param tried networks begun anew
   */
  record Outcome(Settling.Outcome settled, LatentRest.Share[] rests, int tried) {}

  EncoderRestarts(List<ModalityIntake> intakes, CoupledNetwork network, int refitSteps, long seed) {
    this.intakes = intakes;
    this.network = network;
    this.refitSteps = refitSteps;
    this.seed = seed;
  }

  /** Settles the network; the first time, others too, until one leaves nothing. */
  Outcome run(List<AlignedWindow> reservoir, List<AlignedWindow> heldOut) {
    long steps = Math.min(network.steps(), refitSteps);
    Settling.Outcome settled =
        new Settling(intakes, network, refitSteps, seed).run(reservoir, heldOut);
    LatentRest.Share[] rests = rests(network, reservoir, heldOut);
    int tried = 0;
    while (!network.settled() && showsMissing(rests) && tried < MOST) {
      tried++;
      long other = CounterRandom.at(seed, tried, RESTART_STREAM).nextLong();
      try (CoupledNetwork fresh = network.redrawn(intakes, other)) {
        learn(fresh, reservoir, other, steps);
        Settling.Outcome again =
            new Settling(intakes, fresh, refitSteps, other).run(reservoir, heldOut);
        if (again.after() < settled.after() - LEAST_GAIN) {
          network.takeOver(fresh);
          settled = new Settling.Outcome(settled.before(), again.after(), true);
          rests = rests(network, reservoir, heldOut);
        }
      }
    }
    return new Outcome(settled, rests, tried);
  }

  private void learn(CoupledNetwork fresh, List<AlignedWindow> reservoir, long other, long steps) {
    for (long s = 0; s < steps; s++) {
      RandomGenerator random = CounterRandom.at(other, s, RESTART_STREAM);
      List<AlignedWindow> batch = WindowDraws.draw(random, reservoir, BATCH);
      fresh.step(WindowBatch.read(intakes, batch));
    }
  }

  private LatentRest.Share[] rests(
      CoupledNetwork of, List<AlignedWindow> reservoir, List<AlignedWindow> heldOut) {
    return RestOfSummaries.measure(intakes, of::freeze, reservoir, heldOut);
  }

  private static boolean showsMissing(LatentRest.Share[] rests) {
    return Arrays.stream(rests).anyMatch(LatentRest.Share::showsMissing);
  }
}
