package io.headwater.cli;

import io.headwater.simulate.Faults;
import io.headwater.simulate.WardSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What the simulated ward is like. */
final class WardOptions {
  @Option(
      names = "--sleepers",
      paramLabel = "N",
      description = "Sleepers in the ward, each with three sensors.")
  Integer sleepers;

  @Option(names = "--hours", paramLabel = "H", description = "Length of the night in hours.")
  Double hours;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of everything simulated.")
  Long seed;

  @Option(
      names = "--latents",
      paramLabel = "N",
      description =
          "Hidden causes per modality; in the ward 1 to 3 (the configuration must agree).")
  Integer latents;

  @Option(
      names = "--autocorrelation",
      paramLabel = "R",
      description = "Correlation of the hidden causes from one 30-s step to the next.")
  Double autocorrelation;

  @Option(names = "--no-faults", description = "No gaps, no silent sensor, nothing late or broken.")
  boolean noFaults;

  /** Tells options that a scenario has no use for. */
  void refuseBesideScenario() {
    if (sleepers != null || hours != null || autocorrelation != null || noFaults) {
      throw new UsageException(
          "--sleepers, --hours, --autocorrelation and --no-faults are of the ward; a scenario has --subjects and --samples.");
    }
  }

  WardSettings settings(int defaultSleepers, double defaultHours, Faults faults) {
    WardSettings ward =
        WardSettings.defaults().withSleepers(sleepers == null ? defaultSleepers : sleepers);
    long minutes = Math.round((hours == null ? defaultHours : hours) * 60);
    ward = ward.withNight(Duration.ofMinutes(Math.max(1, minutes)));
    ward = seed == null ? ward : ward.withSeed(seed);
    ward = latents == null ? ward : ward.withLatentsPerModality(latents);
    ward = autocorrelation == null ? ward : ward.withAutocorrelation(autocorrelation);
    return ward.withFaults(noFaults ? Faults.none() : faults);
  }
}
