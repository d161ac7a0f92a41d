package io.headwater.simulate;

import io.headwater.graph.CausalGraph;
import io.headwater.sensor.Modality;
import io.headwater.sensor.SensorChunk;
import java.time.Duration;
import java.util.List;

/** Made-up rows with known causes, one per window, and how a learner of them is configured. */
public interface SimulatedRows {
  /** Samples of a row lie at the start of its window. */
  long[] AT_ONCE = {0};

  int rows();

  /** The modalities as the configuration declares them. */
  List<Modality> sensors();

  /** How long each row's latents held. */
  Duration window();

  /** True latents and links; every edge has probability 1. */
  CausalGraph truth();

  /**
   * @param index from 0
   */
  SimulatedRow row(int index);

  /**
   * The configuration as YAML, with the defaults for all that is not these rows' own.
   *
   * @param kind of estimator
   */
  String configuration(String kind);

  /** The kind of estimator that these rows are made for. */
  String kind();

  /** Everything that the rows follow from, as plain records and maps. */
  Object settings();

  /** Name of the file of {@code truth} that holds the settings. */
  String settingsFile();

  /** The chunk of a modality in a row: one sample of all its channels. */
  static SensorChunk chunk(
      String subject, Modality sensor, long startMicros, float[] values, int row) {
    return new SensorChunk(
        subject,
        sensor.name(),
        sensor.name() + "-of-" + subject,
        startMicros,
        0,
        AT_ONCE,
        sensor.channels(),
        values,
        "",
        row);
  }
}
