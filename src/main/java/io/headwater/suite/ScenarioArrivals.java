package io.headwater.suite;

import io.headwater.align.Arrival;
import io.headwater.sensor.SensorChunk;
import io.headwater.simulate.scenario.Scenario;
import io.headwater.simulate.scenario.ScenarioChunks;
import io.headwater.simulate.scenario.ScenarioPreset;
import io.headwater.simulate.scenario.ScenarioSettings;
import io.headwater.wire.files.ArrivalOpener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * The rows of a scenario as arrivals, made while the job reads them; the truth behind them stays
 * here.
 *
 * @param row id of the scenario
 * @param seed its seed
 * @param samples number of its rows
 * @param images folder of pictures; null where none are asked for
 */
record ScenarioArrivals(String row, long seed, int samples, String images)
    implements ArrivalOpener {
  private static final String PARTITION = "scenario";

  /** The settings of a row with as many samples as asked for. */
  static ScenarioSettings settings(String row, long seed, int samples) {
    return ScenarioPreset.of(row).settings(seed).withSamples(samples);
  }

  Scenario scenario() throws IOException {
    return Scenario.of(settings(row, seed, samples), images == null ? null : Path.of(images));
  }

  @Override
  public Arrivals open() throws IOException {
    return new Rows(scenario(), samples);
  }

  private static final class Rows implements Arrivals {
    private final Scenario scenario;
    private final ScenarioChunks chunks;
    private final int samples;
    private final Queue<SensorChunk> waiting = new ArrayDeque<>();
    private int nextRow;
    private long position;

    Rows(Scenario scenario, int samples) {
      this.scenario = scenario;
      this.chunks = new ScenarioChunks(scenario);
      this.samples = samples;
    }

    @Override
    public Optional<Arrival> next() {
      while (waiting.isEmpty() && nextRow < samples) {
        waiting.addAll(chunks.of(scenario.row(nextRow++)));
      }
      return Optional.ofNullable(waiting.poll())
          .map(chunk -> new Arrival(PARTITION, position++, chunk));
    }

    @Override
    public void close() {}
  }
}
