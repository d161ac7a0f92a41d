package io.headwater.wire;

import io.headwater.learn.GraphRecord;
import io.headwater.learn.LatentRecord;
import io.headwater.sensor.ChunkReader;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.avro.GraphSnapshot;
import io.headwater.wire.avro.LatentEstimate;
import io.headwater.wire.files.RecordWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/** Avro container files of our contracts: readable by every Avro tool, compressed by deflate. */
public final class AvroFiles {
  private static final CodecFactory COMPRESSION = CodecFactory.deflateCodec(6);

  private AvroFiles() {}

  /** Writes {@code LatentEstimate}s. */
  public static RecordWriter<LatentRecord> latents(Path file) throws IOException {
    return new Writer<>(file, LatentEstimate.getClassSchema(), LatentEstimateCodec::toAvro);
  }

  /** Writes {@code GraphSnapshot}s. */
  public static RecordWriter<GraphRecord> graphs(Path file) throws IOException {
    return new Writer<>(file, GraphSnapshot.getClassSchema(), GraphSnapshotCodec::toAvro);
  }

  /** Writes {@code SensorChunk}s. */
  public static RecordWriter<SensorChunk> chunks(Path file) throws IOException {
    return new Writer<>(
        file, io.headwater.wire.avro.SensorChunk.getClassSchema(), SensorChunkWireCodec::toAvro);
  }

  /**
   * Reads {@code SensorChunk}s in file order, in constant memory.
   *
   * @throws RecordingException when it is not an Avro file of chunks
   */
  public static ChunkReader readChunks(Path file) throws IOException {
    return new AvroChunkReader(file);
  }

  /**
   * Reads {@code LatentEstimate}s in file order.
   *
   * @throws RecordingException when it is not an Avro file of estimates, or damaged
   */
  public static void readLatents(Path file, Consumer<LatentRecord> to) throws IOException {
    read(
        file,
        LatentEstimate.getClassSchema(),
        "LatentEstimate",
        (LatentEstimate record) -> to.accept(LatentEstimateCodec.fromAvro(record)));
  }

  /**
   * Reads {@code GraphSnapshot}s in file order.
   *
   * @throws RecordingException when it is not an Avro file of snapshots, or damaged
   */
  public static void readGraphs(Path file, Consumer<GraphRecord> to) throws IOException {
    read(
        file,
        GraphSnapshot.getClassSchema(),
        "GraphSnapshot",
        (GraphSnapshot record) -> to.accept(GraphSnapshotCodec.fromAvro(record)));
  }

  private static <A extends SpecificRecordBase> void read(
      Path file, Schema schema, String name, Consumer<A> to) throws IOException {
    SpecificDatumReader<A> datum = new SpecificDatumReader<>(schema);
    try (DataFileReader<A> records = new DataFileReader<>(file.toFile(), datum)) {
      for (A record : records) {
        to.accept(record);
      }
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new RecordingException(file, "does not exist.", e);
    } catch (IOException | AvroRuntimeException e) {
      throw new RecordingException(
          file, "is not a whole Avro file of %s records: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static final class Writer<T, A extends SpecificRecordBase> implements RecordWriter<T> {
    private final DataFileWriter<A> file;
    private final Function<T, A> toAvro;

    Writer(Path path, Schema schema, Function<T, A> toAvro) throws IOException {
      this.toAvro = toAvro;
      this.file = new DataFileWriter<>(new SpecificDatumWriter<A>(schema));
      file.setCodec(COMPRESSION).create(schema, path.toFile());
    }

    @Override
    public void write(T record) throws IOException {
      file.append(toAvro.apply(record));
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
