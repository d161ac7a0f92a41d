package io.headwater.suite;

import io.headwater.align.Arrival;
import io.headwater.sensor.SensorChunk;
import io.headwater.simulate.SimulatedRows;
import io.headwater.wire.files.ArrivalOpener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Made-up rows as arrivals, made while the job reads them; the truth behind them stays here.
 *
 * @param row id of the data
 * @param seed its seed
 * @param samples number of its rows
 * @param images folder of pictures; null where none are asked for
 */
record RowArrivals(String row, long seed, int samples, String images) implements ArrivalOpener {
  private static final String PARTITION = "scenario";

  SimulatedRows data() throws IOException {
    return RowCatalogue.open(row, seed, samples, images == null ? null : Path.of(images));
  }

  @Override
  public Arrivals open() throws IOException {
    return new Rows(data());
  }

  private static final class Rows implements Arrivals {
    private final SimulatedRows data;
    private final Queue<SensorChunk> waiting = new ArrayDeque<>();
    private int nextRow;
    private long position;

    Rows(SimulatedRows data) {
      this.data = data;
    }

    @Override
    public Optional<Arrival> next() {
      while (waiting.isEmpty() && nextRow < data.rows()) {
        waiting.addAll(data.row(nextRow++).chunks());
      }
      return Optional.ofNullable(waiting.poll())
          .map(chunk -> new Arrival(PARTITION, position++, chunk));
    }

    @Override
    public void close() {}
  }
}
