package io.headwater.suite;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a bar is put on: one number per run. */
enum Measure {
  BLOCK_R2("block R²", r -> r.scores().blockR2()),
  LINEAR_R2("linear R²", r -> r.scores().linearR2()),
  MCC("MCC", r -> r.scores().mccPearson()),
  /** Positive when the run scores better than 95 of 100 random rotations of the true block. */
  ABOVE_CHANCE(
      "MCC above the 95th percentile of rotations",
      r -> r.scores().mccPearson() - r.scores().chanceRotated95()),
  SHD("SHD", r -> r.scores().shd()),
  /** Where numbers of latents were configured, none is wrong unless the configuration was. */
  MISCOUNTED(
      "modalities with a wrong number of latents",
      r -> r.counts() == null ? Double.NaN : r.counts().wrong()),
  CLAIMED("modalities claimed by component", r -> r.verdict().component()),
  SECONDS("seconds of the job", r -> r.seconds().learning() + r.seconds().finalPass());

  private final String title;
  private final ToDoubleFunction<RunResult> value;

  Measure(String title, ToDoubleFunction<RunResult> value) {
    this.title = title;
    this.value = value;
  }

  String title() {
    return title;
  }

  double of(RunResult result) {
    return value.applyAsDouble(result);
  }

  double[] of(List<RunResult> results) {
    return results.stream().mapToDouble(this::of).toArray();
  }
}
