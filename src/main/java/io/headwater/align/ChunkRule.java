package io.headwater.align;

import io.headwater.align.codec.SensorChunkCodec;
import io.headwater.sensor.SensorChunk;
import io.headwater.state.CodecSerializer;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataOutputSerializer;

/** A condition every chunk must meet before it is aligned. */
@FunctionalInterface
public interface ChunkRule extends Serializable {

  /** What is wrong with the chunk, as a sentence for the person who sent it; null when fine. */
  String problem(SensorChunk chunk);

  /**
   * The chunk as bytes, to be kept beside the reason why it was rejected. A rule that knows the
   * form in which chunks arrive answers with that; the default is the form of our state.
   */
  default byte[] original(SensorChunk chunk) throws IOException {
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    new CodecSerializer<>(new SensorChunkCodec()).serialize(chunk, bytes);
    return bytes.getCopyOfBuffer();
  }

  /** A rule that finds no fault. */
  static ChunkRule none() {
    return chunk -> null;
  }
}
