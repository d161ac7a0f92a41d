package io.headwater.job;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What the enumerator of a {@link GatedSource} keeps.
 *
 * @param openedFor name of the gate that was open; empty when it was closed
 * @param source state of the enumerator behind it
 */
record GateState<C>(String openedFor, C source) {

  /** Bytes of it, around those of the enumerator behind. */
  static final class Serializer<C> implements SimpleVersionedSerializer<GateState<C>> {
    private static final int VERSION_1 = 1;
    private static final int INITIAL_BYTES = 256;

    private final SimpleVersionedSerializer<C> real;

    Serializer(SimpleVersionedSerializer<C> real) {
      this.real = real;
    }

    @Override
    public int getVersion() {
      return VERSION_1;
    }

    @Override
    public byte[] serialize(GateState<C> state) throws IOException {
      byte[] source = real.serialize(state.source());
      DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
      out.writeUTF(state.openedFor());
      out.writeInt(real.getVersion());
      out.writeInt(source.length);
      out.write(source);
      return out.getCopyOfBuffer();
    }

    @Override
    public GateState<C> deserialize(int version, byte[] bytes) throws IOException {
      if (version != VERSION_1) {
        throw new IOException(
            "The state of a gated source has version %d; this release reads version %d. Use the release that wrote it."
                .formatted(version, VERSION_1));
      }
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      String openedFor = in.readUTF();
      int realVersion = in.readInt();
      int length = in.readInt();
      if (length != in.available()) {
        throw new IOException(
            "The state of a gated source tells of %d bytes, but %d follow; it is damaged."
                .formatted(length, in.available()));
      }
      byte[] source = new byte[length];
      in.readFully(source);
      return new GateState<>(openedFor, real.deserialize(realVersion, source));
    }
  }
}
