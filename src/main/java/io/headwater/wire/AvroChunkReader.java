package io.headwater.wire;

import io.headwater.sensor.ChunkReader;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.SensorChunk;
import io.headwater.sensor.SensorRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** {@code SensorChunk}s of an Avro container file, one block in memory at a time. */
final class AvroChunkReader implements ChunkReader {
  private final Path path;
  private final DataFileReader<GenericRecord> file;
  private final SensorChunkBody body;
  private AvroCursor block = new AvroCursor(new byte[0], 0);
  private long leftInBlock;

  AvroChunkReader(Path path) throws IOException {
    this.path = path;
    try {
      file = new DataFileReader<>(path.toFile(), new GenericDatumReader<>());
    } catch (IOException | AvroRuntimeException e) {
      throw new RecordingException(path, "is not an Avro file of SensorChunk records: " + e, e);
    }
    try {
      body = SensorChunkBody.writtenWith(file.getSchema());
    } catch (MalformedRecordException e) {
      file.close();
      throw new RecordingException(path, "holds other records. " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<SensorRecord> next() throws IOException {
    try {
      while (leftInBlock == 0) {
        block.end();
        if (!file.hasNext()) {
          requireWholeFile();
          return Optional.empty();
        }
        nextBlock();
      }
      leftInBlock--;
      SensorChunk chunk = body.read(block);
      return Optional.of(chunk);
    } catch (AvroRuntimeException | MalformedRecordException e) {
      throw new RecordingException(path, "is damaged: " + e.getMessage(), e);
    }
  }

  private void nextBlock() throws IOException {
    ByteBuffer bytes = file.nextBlock();
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    block = new AvroCursor(copy, 0);
    leftInBlock = file.getBlockCount();
  }

  /** Avro takes the end of the file inside a block for the end of the data. */
  private void requireWholeFile() throws IOException {
    long size = Files.size(path);
    if (file.previousSync() != size) {
      throw new RecordingException(
          path,
          "is cut off: its last whole block ends at byte %d of %d; copy it again."
              .formatted(file.previousSync(), size));
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
