package io.headwater.simulate;

import io.headwater.sensor.Modality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Made-up rows with known causes, and the folder that they fill: a configuration with which {@code
 * headwater replay} reads them, and the truth, which no learner reads. The data go to a sink of
 * their own.
 */
public interface SimulatedFolder {
  /** Name of the configuration within the folder. */
  String CONFIGURATION = "scenario.yaml";

  /** Number of rows, one per window. */
  int rows();

  /** The modalities as the configuration declares them. */
  List<Modality> sensors();

  void writeConfiguration(Path folder) throws IOException;

  /**
   * Sends all rows to a sink and their truth to {@code truth}.
   *
   * @param progress is told after each row how many there were
   */
  void write(Path folder, ChunkSink data, LongConsumer progress) throws IOException;
}
