package io.headwater.simulate.scenario;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headwater.simulate.scenario.Observation.MixingForm;
import io.headwater.simulate.scenario.Sampling.Arrangement;
import java.util.Objects;

/**
 * Everything that decides a scenario's rows; equal settings give equal bits.
 *
 * @param structure latents and links
 * @param equations mechanisms and noise
 * @param observation channels
 * @param sampling rows
 * @param seed seed of everything: orders, links, mechanisms, mixing, noise
 * @param coupling in the place of equations; null where latents cause each other
 */
public record ScenarioSettings(
    Structure structure,
    Equations equations,
    Observation observation,
    Sampling sampling,
    long seed,
    @JsonInclude(JsonInclude.Include.NON_NULL) Coupling coupling) {

  public ScenarioSettings {
    Objects.requireNonNull(structure, "structure");
    Objects.requireNonNull(equations, "equations");
    Objects.requireNonNull(observation, "observation");
    Objects.requireNonNull(sampling, "sampling");
    if (coupling != null) {
      checkCoupling(structure, sampling);
    }
    boolean pictures = observation.mixing() == MixingForm.PICTURES;
    if (!pictures && observation.channels().size() != structure.modalities()) {
      throw new IllegalArgumentException(
          "Channels are given for %d modalities (%s) and there are %d; give one number each."
              .formatted(
                  observation.channels().size(), observation.channels(), structure.modalities()));
    }
    if (!pictures) {
      int fewest = structure.latents() + structure.exogenous();
      for (int channels : observation.channels()) {
        if (channels < fewest) {
          throw new IllegalArgumentException(
              "A modality of %d latents and %d exogenous components cannot be seen in %d channels; give at least %d."
                  .formatted(structure.latents(), structure.exogenous(), channels, fewest));
        }
      }
    }
    if (pictures && observation.noise() != 0) {
      throw new IllegalArgumentException(
          "Pictures carry no observation noise, and %s was asked for; leave it at 0."
              .formatted(observation.noise()));
    }
    if (pictures
        && (structure.modalities() != 2
            || structure.latents() != 2
            || structure.exogenous() != 1
            || structure.shared() > 0)) {
      throw new IllegalArgumentException(
          "Pictures show 2 modalities, digit and item, of 2 latents, place and light, with one exogenous component each and none shared; %d modalities of %d + %d and %d shared were asked for."
              .formatted(
                  structure.modalities(),
                  structure.latents(),
                  structure.exogenous(),
                  structure.shared()));
    }
  }

  private static void checkCoupling(Structure structure, Sampling sampling) {
    boolean oneToOne =
        structure.links() == Structure.Links.CHAIN
            && structure.extraCross() == 0
            && structure.within() == 0
            && structure.shared() == 0
            && structure.cycle() == Structure.Cycle.NONE;
    if (!oneToOne) {
      throw new IllegalArgumentException(
          "Coupled latents are linked one to one, in a chain of modalities; %s asks for other links."
              .formatted(structure));
    }
    if (sampling.driftAt() >= 0 || sampling.subjectShift() > 0) {
      throw new IllegalArgumentException(
          "Coupled latents neither drift (row %d) nor differ between subjects (%s); leave both out."
              .formatted(sampling.driftAt(), sampling.subjectShift()));
    }
  }

  /** Latents that cause each other. */
  public ScenarioSettings(
      Structure structure,
      Equations equations,
      Observation observation,
      Sampling sampling,
      long seed) {
    this(structure, equations, observation, sampling, seed, null);
  }

  /**
   * What results are known by: a coupling that there is not is left out, as before there were any.
   */
  @Override
  public String toString() {
    return "ScenarioSettings[structure=%s, equations=%s, observation=%s, sampling=%s, seed=%s%s]"
        .formatted(
            structure,
            equations,
            observation,
            sampling,
            seed,
            coupling == null ? "" : ", coupling=" + coupling);
  }

  public ScenarioSettings withStructure(Structure value) {
    return new ScenarioSettings(value, equations, observation, sampling, seed, coupling);
  }

  public ScenarioSettings withEquations(Equations value) {
    return new ScenarioSettings(structure, value, observation, sampling, seed, coupling);
  }

  public ScenarioSettings withObservation(Observation value) {
    return new ScenarioSettings(structure, equations, value, sampling, seed, coupling);
  }

  public ScenarioSettings withSampling(Sampling value) {
    return new ScenarioSettings(structure, equations, observation, value, seed, coupling);
  }

  public ScenarioSettings withCoupling(Coupling value) {
    return new ScenarioSettings(structure, equations, observation, sampling, seed, value);
  }

  public ScenarioSettings withSamples(int samples) {
    return withSampling(sampling.withSamples(samples));
  }

  public ScenarioSettings withSeed(long value) {
    return new ScenarioSettings(structure, equations, observation, sampling, value, coupling);
  }

  /** Number of the subject whose row this is, from 0. */
  int subject(int row) {
    return sampling.arrangement() == Arrangement.SHUFFLED
        ? row % sampling.subjects()
        : (int) ((long) row * sampling.subjects() / sampling.samples());
  }

  /** Number of the window that a row is, from 0; rows of one window belong to several subjects. */
  int window(int row) {
    return sampling.arrangement() == Arrangement.SHUFFLED ? row / sampling.subjects() : row;
  }
}
