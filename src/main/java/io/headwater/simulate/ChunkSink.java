package io.headwater.simulate;

import io.headwater.sensor.SensorChunk;
import java.io.Closeable;
import java.io.IOException;

/** Where chunks go: files or a topic. */
public interface ChunkSink extends Closeable {
  void accept(SensorChunk chunk) throws IOException;
}
