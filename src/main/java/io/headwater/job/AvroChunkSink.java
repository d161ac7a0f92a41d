package io.headwater.job;

import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.AvroFiles;
import io.headwater.wire.files.RecordWriter;
import io.headwater.wire.files.RejectedCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** One Avro file per modality, and {@code rejected.csv}, in a folder. */
public final class AvroChunkSink implements RecordSink {
  private final Path folder;
  private final Map<String, RecordWriter<SensorChunk>> files = new TreeMap<>();
  private final RecordWriter<RejectedRecord> rejected;

  public AvroChunkSink(Path folder) throws IOException {
    Files.createDirectories(folder);
    this.folder = folder;
    this.rejected = new RejectedCsv(folder.resolve("rejected.csv"));
  }

  @Override
  public void accept(SensorChunk chunk) throws IOException {
    RecordWriter<SensorChunk> file = files.get(chunk.modality());
    if (file == null) {
      file = AvroFiles.chunks(folder.resolve(chunk.modality() + ".avro"));
      files.put(chunk.modality(), file);
    }
    file.write(chunk);
  }

  @Override
  public void reject(RejectedRecord record) throws IOException {
    rejected.write(record);
  }

  @Override
  public void close() throws IOException {
    for (RecordWriter<SensorChunk> file : files.values()) {
      file.close();
    }
    rejected.close();
  }
}
