package io.headwater.simulate.scenario;

import io.headwater.graph.CausalGraph;
import io.headwater.sensor.Modality;
import io.headwater.sensor.SensorChunk;
import io.headwater.simulate.SimulatedRow;
import io.headwater.simulate.SimulatedRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a scenario as they arrive. Their settings are those of the scenario, the causal order
 * and who sees shared latents.
 *
 * @param name of the scenario, which the job is called after
 * @param sensors its modalities, in observed order
 */
public record ScenarioRows(Scenario scenario, String name, List<Modality> sensors)
    implements SimulatedRows {
  public ScenarioRows(Scenario scenario, String name) {
    this(scenario, name, scenario.sensors());
  }

  @Override
  public int rows() {
    return scenario.settings().sampling().samples();
  }

  @Override
  public Duration window() {
    return Scenario.WINDOW;
  }

  @Override
  public CausalGraph truth() {
    return scenario.graph();
  }

  @Override
  public SimulatedRow row(int index) {
    ScenarioRow row = scenario.row(index);
    List<SensorChunk> chunks = new ArrayList<>();
    for (int m = 0; m < sensors.size(); m++) {
      float[] values = row.observations()[m];
      if (values != null) {
        chunks.add(
            SimulatedRows.chunk(row.subject(), sensors.get(m), row.startMicros(), values, index));
      }
    }
    return new SimulatedRow(row.subject(), row.startMicros(), row.latents(), chunks);
  }

  @Override
  public String configuration(String kind) {
    return ScenarioConfiguration.text(scenario, name, kind);
  }

  @Override
  public String kind() {
    return ScenarioConfiguration.kind(scenario);
  }

  @Override
  public Object settings() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("settings", scenario.settings());
    json.put("causalOrder", scenario.causalOrder());
    json.put("sharedBy", scenario.sharedBy());
    return json;
  }

  @Override
  public String settingsFile() {
    return "scenario.json";
  }
}
