package io.headwater.estimator.sun;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowDraws;
import io.headwater.estimator.count.LatentRest;
import io.headwater.estimator.network.BottleneckNetwork;
import io.headwater.estimator.network.RestOfSummaries;
import io.headwater.estimator.network.Settling;
import io.headwater.model.CounterRandom;
import io.headwater.window.AlignedWindow;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Begins the encoders anew where the first ones came to rest without part of a shared cause: what
 * the others predict of what latents leave says so without any truth, and other starts often find
 * it. The network that leaves least goes on.
 */
final class EncoderRestarts {
  private static final int MOST = 3;

  /** As in a stream: small batches first, so that settling finds the encoder under way. */
  private static final int BATCH = 64;

  /** Random stream of the seeds and windows of restarts. */
  private static final long RESTART_STREAM = 3_000_017;

  private final List<ModalityIntake> intakes;
  private final BottleneckNetwork network;
  private final SunSettings settings;
  private final long seed;

  EncoderRestarts(
      List<ModalityIntake> intakes, BottleneckNetwork network, SunSettings settings, long seed) {
    this.intakes = intakes;
    this.network = network;
    this.settings = settings;
    this.seed = seed;
  }

  /**
   * How the encoders came to rest.
   *
   * @param rests what the others predict of what the latents leave, per modality
   * @param sentence what was done; empty where nothing was missing
   */
  record Outcome(LatentRest.Share[] rests, String sentence) {}

  Outcome run(List<AlignedWindow> reservoir, List<AlignedWindow> heldOut) {
    LatentRest.Share[] best = RestOfSummaries.measure(intakes, network::freeze, reservoir, heldOut);
    double first = missing(best);
    long steps = Math.min(network.steps(), settings.refitSteps());
    int restarts = 0;
    while (missing(best) > 0 && restarts < MOST) {
      restarts++;
      long other = CounterRandom.at(seed, restarts, RESTART_STREAM).nextLong();
      try (BottleneckNetwork fresh = network.redrawn(intakes, other)) {
        learn(fresh, reservoir, other, steps);
        LatentRest.Share[] rests =
            RestOfSummaries.measure(intakes, fresh::freeze, reservoir, heldOut);
        if (missing(rests) < missing(best)) {
          best = rests;
          network.takeOver(fresh);
        }
      }
    }
    return new Outcome(best, restarts == 0 ? "" : sentence(restarts, first, missing(best)));
  }

  private static String sentence(int restarts, double first, double least) {
    return String.format(
        Locale.ROOT,
        "Encoders begun anew (starts tried: %d), since the other modalities predicted %.3f of what the latents left; now %s.",
        restarts,
        first,
        least > 0 ? String.format(Locale.ROOT, "%.3f", least) : "nothing that counts");
  }

  private void learn(
      BottleneckNetwork fresh, List<AlignedWindow> reservoir, long other, long steps) {
    for (long s = 0; s < steps; s++) {
      RandomGenerator random = CounterRandom.at(other, s, RESTART_STREAM);
      List<AlignedWindow> batch = WindowDraws.draw(random, reservoir, BATCH);
      fresh.step(WindowBatch.read(intakes, batch));
    }
    new Settling(intakes, fresh, other).run(reservoir, settings.settlingSteps());
  }

  /** The greatest share of a modality that shows something missing; 0 where none does. */
  private static double missing(LatentRest.Share[] rests) {
    return Arrays.stream(rests)
        .filter(LatentRest.Share::showsMissing)
        .mapToDouble(LatentRest.Share::value)
        .max()
        .orElse(0);
  }
}
