package io.headwater.job;

import java.io.IOException;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * A split of the source behind a {@link GatedSource}.
 *
 * <p>Splits are all that a reader keeps in a checkpoint, so one of them carries what the reader has
 * read at the closed gate. At another parallelism whoever gets the split gets its count.
 *
 * @param real the split as the source behind knows it
 * @param read records that count against the bound of the reader that has it
 */
record GatedSplit<S extends SourceSplit>(S real, int read) implements SourceSplit {
  @Override
  public String splitId() {
    return real.splitId();
  }

  /** Bytes of it, around those of the split behind. */
  static final class Serializer<S extends SourceSplit>
      implements SimpleVersionedSerializer<GatedSplit<S>> {
    private static final int VERSION_1 = 1;
    private static final int INITIAL_BYTES = 128;

    private final SimpleVersionedSerializer<S> real;

    Serializer(SimpleVersionedSerializer<S> real) {
      this.real = real;
    }

    @Override
    public int getVersion() {
      return VERSION_1;
    }

    @Override
    public byte[] serialize(GatedSplit<S> split) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
      out.writeInt(split.read());
      SimpleVersionedSerialization.writeVersionAndSerialize(real, split.real(), out);
      return out.getCopyOfBuffer();
    }

    @Override
    public GatedSplit<S> deserialize(int version, byte[] bytes) throws IOException {
      if (version != VERSION_1) {
        throw new IOException(
            "A split behind a gate has version %d; this release reads version %d. Use the release that wrote it."
                .formatted(version, VERSION_1));
      }
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      int read = in.readInt();
      S split = SimpleVersionedSerialization.readVersionAndDeSerialize(real, in);
      if (in.available() > 0) {
        throw new IOException(
            "A split behind a gate is followed by %d more bytes; it is damaged."
                .formatted(in.available()));
      }
      return new GatedSplit<>(split, read);
    }
  }
}
