package io.headwater.cli;

import io.headwater.config.HeadwaterConfig;
import io.headwater.job.AvroChunkSink;
import io.headwater.job.KafkaChunkSink;
import io.headwater.job.RecordSink;
import io.headwater.job.RecordingInputs;
import io.headwater.sensor.MergedRecordings;
import io.headwater.sensor.Pseudonyms;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import io.headwater.sensor.SensorRecord;
import io.headwater.wire.kafka.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headwater ingest}. */
@Command(
    name = "ingest",
    description = {
      "Reads recordings (EDF, BDF, WFDB, Empatica E4, delimited text, Headwater CSV) in constant",
      "memory and writes them, merged in time order, as chunks to the sensor topics or to Avro files."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  headwater ingest --config noneeg.yaml --input recordings/ --to-topics",
      "  headwater ingest --config psg.yaml --input nights/ --output chunks/"
    })
final class IngestCommand implements Callable<Integer> {
  private static final long TELL_EVERY_NANOS = 2_000_000_000L;

  @Mixin ConfigOption config;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "DIR",
      required = true,
      description = "Folder of recordings.")
  Path input;

  @ArgGroup(multiplicity = "1")
  Target target;

  static final class Target {
    @Option(names = "--to-topics", description = "Write to the sensor topics.")
    boolean topics;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "OUT",
        description = "Write one Avro file per modality to this folder.")
    Path folder;
  }

  @Spec CommandSpec spec;

  private Pseudonyms pseudonyms;
  private long read;
  private final Map<String, Long> chunks = new TreeMap<>();
  private long rejected;
  private long told = System.nanoTime();

  @Override
  public Integer call() throws Exception {
    HeadwaterConfig effective = config.load();
    PrintWriter out = spec.commandLine().getOut();
    pseudonyms = PseudonymKey.of(effective).orElse(null);
    try (MergedRecordings recordings = RecordingInputs.open(input, effective);
        RecordSink sink = sink(effective)) {
      for (Optional<SensorRecord> record = recordings.next();
          record.isPresent();
          record = recordings.next()) {
        write(named(record.get()), sink);
      }
      if (pseudonyms == null) { // Notes name files, and so people.
        recordings.notes().forEach(note -> out.println("note: " + note));
      }
    }
    chunks.forEach((modality, count) -> out.printf("%-20s %,d chunks%n", modality, count));
    out.printf("%-20s %,d pieces of input, each with its reason%n", "rejected", rejected);
    out.flush();
    return ExitCode.OK.code();
  }

  private RecordSink sink(HeadwaterConfig effective) throws IOException {
    if (!target.topics) {
      return new AvroChunkSink(target.folder);
    }
    try (Topics topics = Topics.connect(effective)) {
      topics.createMissing(effective, Topics.forLearning(effective));
    }
    return new KafkaChunkSink(effective);
  }

  /** The record as it may be written; under pseudonyms without any other name. */
  private SensorRecord named(SensorRecord record) {
    long position = read++;
    if (pseudonyms == null) {
      return record;
    }
    return record instanceof SensorChunk chunk
        ? pseudonyms.of(chunk)
        : Pseudonyms.withoutNames((RejectedRecord) record, RecordingInputs.PARTITION, position);
  }

  private void write(SensorRecord record, RecordSink sink) throws IOException {
    if (record instanceof SensorChunk chunk) {
      sink.accept(chunk);
      chunks.merge(chunk.modality(), 1L, Long::sum);
    } else if (record instanceof RejectedRecord bad) {
      sink.reject(bad);
      rejected++;
    }
    if (System.nanoTime() - told > TELL_EVERY_NANOS) {
      told = System.nanoTime();
      spec.commandLine()
          .getErr()
          .printf("%,d chunks%n", chunks.values().stream().mapToLong(Long::longValue).sum());
    }
  }
}
