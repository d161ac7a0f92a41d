package io.headwater.suite;

import io.headwater.sensor.Modality;
import io.headwater.simulate.scenario.Scenario;

final class ScenarioConfig {
  static String yaml(Scenario scenario) {
    StringBuilder s = new StringBuilder("name: scenario\nmodalities:\n");
    int m = 0;
    for (Modality x : scenario.sensors()) {
      s.append(
          "  - {name: %s, kind: time-series, rate: %s, channels: [%s], encoder: mlp, latents: %d, exogenous: %d}\n"
              .formatted(
                  x.name(),
                  x.samplesPerSecond(),
                  String.join(", ", x.channels()),
                  new ScenarioTruth(scenario).latents(m++),
                  scenario.settings().structure().exogenous()));
    }
    s.append("window: {size: 30s, lateness: 0s}\n");
    return s.toString();
  }
}
