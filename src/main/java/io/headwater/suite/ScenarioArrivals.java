package io.headwater.suite;

import io.headwater.align.Arrival;
import io.headwater.sensor.Modality;
import io.headwater.sensor.SensorChunk;
import io.headwater.simulate.scenario.Scenario;
import io.headwater.simulate.scenario.ScenarioPreset;
import io.headwater.simulate.scenario.ScenarioRow;
import io.headwater.simulate.scenario.ScenarioSettings;
import io.headwater.wire.files.ArrivalOpener;
import java.util.List;
import java.util.Optional;

record ScenarioArrivals(String row, long seed, int samples) implements ArrivalOpener {
  @Override
  public Arrivals open() {
    Scenario scenario = Scenario.of(ScenarioPreset.of(row).settings(seed).withSamples(samples));
    List<Modality> sensors = scenario.sensors();
    return new Arrivals() {
      private int next;
      private int modality;
      private long position;
      private ScenarioRow current;

      @Override
      public Optional<Arrival> next() {
        while (true) {
          if (current == null) {
            if (next == samples) {
              return Optional.empty();
            }
            current = scenario.row(next++);
            modality = 0;
          }
          while (modality < sensors.size() && current.observations()[modality] == null) {
            modality++;
          }
          if (modality < sensors.size()) {
            Modality sensor = sensors.get(modality);
            float[] values = current.observations()[modality++];
            return Optional.of(
                new Arrival(
                    "scenario",
                    position++,
                    new SensorChunk(
                        current.subject(),
                        sensor.name(),
                        "",
                        current.startMicros(),
                        30_000_000.0,
                        new long[0],
                        sensor.channels(),
                        values,
                        "",
                        current.index())));
          }
          current = null;
        }
      }

      @Override
      public void close() {}
    };
  }
}
