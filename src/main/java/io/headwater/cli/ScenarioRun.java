package io.headwater.cli;

import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import io.headwater.job.AvroChunkSink;
import io.headwater.job.KafkaChunkSink;
import io.headwater.sensor.SensorChunk;
import io.headwater.simulate.ChunkSink;
import io.headwater.simulate.CsvChunkSink;
import io.headwater.simulate.SimulatedFolder;
import io.headwater.simulate.SimulatedRows;
import io.headwater.wire.kafka.Topics;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/**
 * {@code headwater simulate --scenario}: rows to files or topics, configuration and truth apart.
 */
final class ScenarioRun {
  private static final long TELL_EVERY_NANOS = 2_000_000_000L;

  private final ScenarioOptions options;
  private final SimulateCommand.To to;
  private final Path output;

  ScenarioRun(ScenarioOptions options, SimulateCommand.To to, Path output) {
    this.options = options;
    this.to = to;
    this.output = output;
  }

  void run(SimulatedRows scenario, ConfigOption config, PrintWriter out, PrintWriter err)
      throws IOException {
    SimulatedFolder folder = new SimulatedFolder(scenario);
    folder.writeConfiguration(output);
    Ticker ticker = new Ticker(err);
    try (ChunkSink sink = sink(scenario, config)) {
      folder.write(output, sink, ticker::rows);
    }
    out.printf(
        "%,d rows of %s as %s; truth in %s; configuration in %s%n",
        scenario.rows(),
        options.scenario,
        to.name().toLowerCase(Locale.ROOT),
        output.resolve("truth"),
        output.resolve(SimulatedFolder.CONFIGURATION));
    out.flush();
  }

  private ChunkSink sink(SimulatedRows scenario, ConfigOption config) throws IOException {
    return switch (to) {
      case CSV -> new CsvChunkSink(output, scenario.sensors());
      case AVRO -> {
        AvroChunkSink files = new AvroChunkSink(output);
        yield new Delegate(files::accept, files);
      }
      case TOPICS -> {
        KafkaChunkSink topics = topics(config);
        yield new Delegate(topics::accept, topics);
      }
    };
  }

  /** Without a configuration of the user's, the scenario's own says which topics. */
  private KafkaChunkSink topics(ConfigOption config) {
    HeadwaterConfig effective =
        config.file == null
            ? ConfigLoader.load(output.resolve(SimulatedFolder.CONFIGURATION), config.overrides)
            : config.load();
    try (Topics topics = Topics.connect(effective)) {
      topics.createMissing(effective, Topics.forLearning(effective));
    }
    return new KafkaChunkSink(effective);
  }

  /** Takes chunks. */
  private interface Chunks {
    void accept(SensorChunk chunk) throws IOException;
  }

  private record Delegate(Chunks chunks, Closeable target) implements ChunkSink {
    @Override
    public void accept(SensorChunk chunk) throws IOException {
      chunks.accept(chunk);
    }

    @Override
    public void close() throws IOException {
      target.close();
    }
  }

  /** Tells now and then how far it is. */
  private static final class Ticker {
    private final PrintWriter err;
    private long told = System.nanoTime();

    Ticker(PrintWriter err) {
      this.err = err;
    }

    void rows(long rows) {
      if (System.nanoTime() - told > TELL_EVERY_NANOS) {
        told = System.nanoTime();
        err.printf("%,d rows%n", rows);
        err.flush();
      }
    }
  }
}
