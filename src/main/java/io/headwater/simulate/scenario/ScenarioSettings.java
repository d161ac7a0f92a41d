package io.headwater.simulate.scenario;

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
 */
public record ScenarioSettings(
    Structure structure,
    Equations equations,
    Observation observation,
    Sampling sampling,
    long seed) {

  public ScenarioSettings {
    Objects.requireNonNull(structure, "structure");
    Objects.requireNonNull(equations, "equations");
    Objects.requireNonNull(observation, "observation");
    Objects.requireNonNull(sampling, "sampling");
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

  public ScenarioSettings withStructure(Structure value) {
    return new ScenarioSettings(value, equations, observation, sampling, seed);
  }

  public ScenarioSettings withEquations(Equations value) {
    return new ScenarioSettings(structure, value, observation, sampling, seed);
  }

  public ScenarioSettings withObservation(Observation value) {
    return new ScenarioSettings(structure, equations, value, sampling, seed);
  }

  public ScenarioSettings withSampling(Sampling value) {
    return new ScenarioSettings(structure, equations, observation, value, seed);
  }

  public ScenarioSettings withSamples(int samples) {
    return withSampling(sampling.withSamples(samples));
  }

  public ScenarioSettings withSeed(long value) {
    return new ScenarioSettings(structure, equations, observation, sampling, value);
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
