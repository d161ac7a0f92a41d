package io.headwater.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learn.GraphRecord;
import io.headwater.sensor.ChunkReader;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.SensorChunk;
import io.headwater.sensor.SensorRecord;
import io.headwater.wire.files.RecordWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvroFilesTest {
  @TempDir Path folder;

  @Test
  void chunksComeBackInFileOrder() throws IOException {
    List<SensorChunk> chunks = manyChunks();
    assertThat(Contents.of(read(write(chunks)))).isEqualTo(Contents.of(chunks));
  }

  @Test
  void aFileWithoutChunksIsAnEmptyRecording() throws IOException {
    assertThat(read(write(List.of()))).isEmpty();
  }

  @Test
  void chunksOfAnOlderSchemaAreRead() throws IOException {
    Schema older =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "SensorChunk", "namespace": "io.headwater.wire.avro",
                 "fields": [
                  {"name": "subject", "type": "string"},
                  {"name": "modality", "type": "string"},
                  {"name": "startMicros", "type": "long"},
                  {"name": "channels", "type": {"type": "array", "items": "string"}},
                  {"name": "values", "type": {"type": "array", "items": "float"}}]}
                """);
    Path file = folder.resolve("older.avro");
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(older))) {
      writer.create(older, file.toFile());
      for (long start = 0; start < 2; start++) {
        GenericRecord chunk = new GenericData.Record(older);
        chunk.put("subject", "S04");
        chunk.put("modality", "beats");
        chunk.put("startMicros", start);
        chunk.put("channels", List.of("ibi"));
        chunk.put("values", List.of(0.5f + start));
        writer.append(chunk);
      }
    }
    assertThat(read(file))
        .extracting(r -> ((SensorChunk) r).startMicros(), r -> ((SensorChunk) r).values()[0])
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0L, 0.5f),
            org.assertj.core.groups.Tuple.tuple(1L, 1.5f));
  }

  @Test
  void otherAvroToolsReadWhatIsWritten() throws IOException {
    Path file = folder.resolve("graphs.avro");
    try (RecordWriter<GraphRecord> writer = AvroFiles.graphs(file)) {
      writer.write(WireSamples.GRAPH);
    }
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      GenericRecord graph = reader.next();
      assertThat(graph.get("modelVersion")).isEqualTo(3L);
      assertThat((List<?>) graph.get("edges")).hasSize(2);
      assertThat(reader.hasNext()).isFalse();
    }
  }

  @Test
  void aFileCutOffInsideABlockIsRefusedAfterItsWholeBlocks() throws IOException {
    List<SensorChunk> chunks = manyChunks();
    Path file = write(chunks);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 100));
    List<SensorRecord> before = new ArrayList<>();
    assertThatThrownBy(() -> readInto(before, file))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("chunks.avro: is cut off")
        .hasMessageContaining("of " + (whole.length - 100));
    assertThat(before).hasSizeBetween(1, chunks.size() - 1);
  }

  @Test
  void aFileWithDamageInTheMiddleIsRefused() throws IOException {
    Path file = write(manyChunks());
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 64, (byte) 0xFF);
    Files.write(file, bytes);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("chunks.avro: is damaged");
  }

  @Test
  void aFileThatIsNoAvroIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.avro"), "subject,time,hr\n");
    assertThatThrownBy(() -> AvroFiles.readChunks(file))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("notes.avro: is not an Avro file of SensorChunk records");
  }

  @Test
  void aFileOfOtherRecordsIsRefusedByTheirName() throws IOException {
    Path file = folder.resolve("graphs.avro");
    try (RecordWriter<GraphRecord> writer = AvroFiles.graphs(file)) {
      writer.write(WireSamples.GRAPH);
    }
    assertThatThrownBy(() -> AvroFiles.readChunks(file))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("is a GraphSnapshot, not a SensorChunk");
  }

  /** Noise, so that deflate cannot squeeze them into one block. */
  private static List<SensorChunk> manyChunks() {
    Random random = new Random(4);
    List<SensorChunk> chunks = new ArrayList<>(List.of(WireSamples.REGULAR, WireSamples.IRREGULAR));
    for (int i = 0; i < 60; i++) {
      float[] values = new float[1000];
      for (int v = 0; v < values.length; v++) {
        values[v] = random.nextFloat();
      }
      chunks.add(
          new SensorChunk(
              "S05",
              "ppg",
              "ring",
              i * 10_000_000L,
              1e4,
              new long[0],
              List.of("g"),
              values,
              "",
              i));
    }
    return chunks;
  }

  private Path write(List<SensorChunk> chunks) throws IOException {
    Path file = folder.resolve("chunks.avro");
    try (RecordWriter<SensorChunk> writer = AvroFiles.chunks(file)) {
      for (SensorChunk chunk : chunks) {
        writer.write(chunk);
      }
    }
    return file;
  }

  private static List<SensorRecord> read(Path file) throws IOException {
    List<SensorRecord> records = new ArrayList<>();
    readInto(records, file);
    return records;
  }

  private static void readInto(List<SensorRecord> records, Path file) throws IOException {
    try (ChunkReader reader = AvroFiles.readChunks(file)) {
      for (Optional<SensorRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
        records.add(next.get());
      }
    }
  }
}
