package io.headwater.simulate;

import io.headwater.sensor.SensorChunk;
import java.util.List;

/**
 * One window of one subject as it arrives, and the truth behind it. The array is not copied.
 *
 * @param subject who was measured
 * @param startMicros start of the window, microseconds since the epoch
 * @param latents values of the nodes of {@link SimulatedRows#truth}, in their order
 * @param chunks one per modality that was measured, in declared order
 */
public record SimulatedRow(
    String subject, long startMicros, double[] latents, List<SensorChunk> chunks) {
  public SimulatedRow {
    chunks = List.copyOf(chunks);
  }
}
