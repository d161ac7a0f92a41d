package io.headwater.simulate.scenario;

import io.headwater.sensor.Modality;
import io.headwater.sensor.SensorChunk;
import java.util.ArrayList;
import java.util.List;

/** Rows as they would arrive: a chunk of one sample per modality that was measured. */
public final class ScenarioChunks {
  private static final long[] AT_ONCE = {0};

  private final List<Modality> sensors;

  public ScenarioChunks(Scenario scenario) {
    this.sensors = scenario.sensors();
  }

  /** The row's chunks, in order of modalities; its index is their sequence number. */
  public List<SensorChunk> of(ScenarioRow row) {
    List<SensorChunk> chunks = new ArrayList<>();
    for (int m = 0; m < sensors.size(); m++) {
      if (row.observations()[m] != null) {
        chunks.add(chunk(row, sensors.get(m), row.observations()[m]));
      }
    }
    return chunks;
  }

  private static SensorChunk chunk(ScenarioRow row, Modality sensor, float[] values) {
    return new SensorChunk(
        row.subject(),
        sensor.name(),
        sensor.name() + "-of-" + row.subject(),
        row.startMicros(),
        0,
        AT_ONCE,
        sensor.channels(),
        values,
        "",
        row.index());
  }
}
