package io.headwater.simulate.scenario;

import io.headwater.sensor.Modality;
import io.headwater.simulate.ChunkSink;
import io.headwater.simulate.SimulatedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A scenario and its folder, by {@link ScenarioFiles}.
 *
 * @param name of the scenario, which the job is called after
 */
public record ScenarioFolder(Scenario scenario, String name) implements SimulatedFolder {
  @Override
  public int rows() {
    return scenario.settings().sampling().samples();
  }

  @Override
  public List<Modality> sensors() {
    return scenario.sensors();
  }

  @Override
  public void writeConfiguration(Path folder) throws IOException {
    ScenarioFiles.writeConfiguration(folder, scenario, name);
  }

  @Override
  public void write(Path folder, ChunkSink data, LongConsumer progress) throws IOException {
    ScenarioFiles.write(folder, scenario, data, progress);
  }
}
