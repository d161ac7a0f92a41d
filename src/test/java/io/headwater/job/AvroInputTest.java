package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.config.HeadwaterConfig;
import io.headwater.sensor.MergedRecordings;
import io.headwater.sensor.SensorChunk;
import io.headwater.sensor.SensorRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chunk files that ingest writes are input again. */
class AvroInputTest {
  private static final int WINDOWS = 20;

  @TempDir Path folder;

  @Test
  void aReplayOfIngestedChunkFilesEqualsAReplayOfTheRecordings() throws Exception {
    HeadwaterConfig config = SmallWard.config();
    Path csv = folder.resolve("csv");
    Path avro = folder.resolve("avro");
    SmallWard.writeCsv(csv, WINDOWS);
    try (MergedRecordings recordings = RecordingInputs.open(csv, config);
        AvroChunkSink chunks = new AvroChunkSink(avro)) {
      for (Optional<SensorRecord> r = recordings.next(); r.isPresent(); r = recordings.next()) {
        chunks.accept((SensorChunk) r.get());
      }
    }
    assertThat(Files.exists(avro.resolve("wrist.avro"))).isTrue();
    ReplayFolder fromCsv = replay(csv, config, "from-csv");
    ReplayFolder fromAvro = replay(avro, config, "from-avro");
    assertThat(fromAvro.latentsCsv()).hasSameBinaryContentAs(fromCsv.latentsCsv());
    assertThat(Files.readAllLines(fromCsv.latentsCsv())).hasSizeGreaterThan(WINDOWS);
  }

  private ReplayFolder replay(Path input, HeadwaterConfig config, String name) throws Exception {
    ReplayFolder out = new ReplayFolder(folder.resolve(name));
    new ReplayJob(config, RecordingInputs.source(input, config), out, false).run(p -> {}, n -> {});
    return out;
  }
}
