package io.headwater.align;

import io.headwater.sensor.SensorChunk;
import java.io.Serializable;

/** A condition every chunk must meet before it is aligned. */
@FunctionalInterface
public interface ChunkRule extends Serializable {

  /** What is wrong with the chunk, as a sentence for the person who sent it; null when fine. */
  String problem(SensorChunk chunk);

  /** A rule that finds no fault. */
  static ChunkRule none() {
    return chunk -> null;
  }
}
