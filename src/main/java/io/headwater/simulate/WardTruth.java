package io.headwater.simulate;

import io.headwater.graph.CausalGraph;
import java.util.List;
import java.util.stream.IntStream;

/** What a learner of the ward's chunks should find, and what it should count. */
public final class WardTruth {
  private final WardSettings settings;
  private final HiddenCauses causes;
  private final FaultPlan plan;

  WardTruth(WardSettings settings, HiddenCauses causes, FaultPlan plan) {
    this.settings = settings;
    this.causes = causes;
    this.plan = plan;
  }

  public WardSettings settings() {
    return settings;
  }

  public List<String> modalities() {
    return WardSensor.ALL.stream().map(WardSensor::modality).toList();
  }

  public List<String> subjects() {
    return IntStream.range(0, settings.sleepers()).mapToObj(settings::subject).toList();
  }

  /** The true links; every edge is selected with probability 1, scores are NaN. */
  public CausalGraph graph() {
    return causes.links().toGraph(modalities());
  }

  /**
   * The latents that held in the 30-s step which contains the given time, modality by modality as
   * in {@link CausalGraph#nodes}. A pure function of seed, subject and step.
   */
  public double[] latents(String subject, long stepStartMicros) {
    return at(subject, stepStartMicros).latents();
  }

  /** The private component of each modality in that step; it causes nothing else. */
  public double[] exogenous(String subject, long stepStartMicros) {
    return at(subject, stepStartMicros).exogenous();
  }

  private HiddenCauses.Causes at(String subject, long micros) {
    return causes.at(Draws.key(subject), Math.floorDiv(micros, WardSettings.STEP_MICROS));
  }

  /** Exact counts of a whole pass over the ward. */
  public FaultCounts faults() {
    return modalities().stream().map(this::faults).reduce(FaultCounts.NONE, FaultCounts::plus);
  }

  /** Exact counts of one modality in a whole pass over the ward. */
  public FaultCounts faults(String modality) {
    int sensor = modalities().indexOf(modality);
    if (sensor < 0) {
      throw new IllegalArgumentException(
          "The ward has no modality '%s'; it has %s.".formatted(modality, modalities()));
    }
    FaultCounts sum = FaultCounts.NONE;
    for (int sleeper = 0; sleeper < settings.sleepers(); sleeper++) {
      for (long chunk = 0; chunk < settings.chunks(); chunk++) {
        Fault fault = plan.of(sleeper, sensor, chunk);
        boolean garbage = fault.sent() && plan.garbageAfter(sleeper, sensor, chunk);
        sum = sum.plus(FaultCounts.of(fault, garbage));
      }
    }
    return sum;
  }
}
