package io.headwater.simulate;

import io.headwater.sensor.SensorChunk;
import java.util.List;

/** Damages a chunk as a faulty sender would. */
final class ChunkDamage {
  private static final float[] NON_FINITE = {
    Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY
  };

  /** Every third sample is bad, so that every window still has good ones. */
  private static final int BAD_EVERY = 3;

  private ChunkDamage() {}

  static SensorChunk of(Fault fault, SensorChunk chunk) {
    return switch (fault) {
      case WRONG_CHANNELS -> withoutLastChannel(chunk);
      case NON_FINITE -> withNonFiniteSamples(chunk);
      default -> chunk;
    };
  }

  private static SensorChunk withoutLastChannel(SensorChunk chunk) {
    int width = chunk.channels().size();
    List<String> channels = chunk.channels().subList(0, width - 1);
    float[] values = new float[chunk.samples() * channels.size()];
    for (int row = 0; row < chunk.samples(); row++) {
      System.arraycopy(chunk.values(), row * width, values, row * channels.size(), channels.size());
    }
    return copy(chunk, channels, values);
  }

  private static SensorChunk withNonFiniteSamples(SensorChunk chunk) {
    int width = chunk.channels().size();
    float[] values = chunk.values().clone();
    for (int row = 0; row < chunk.samples(); row += BAD_EVERY) {
      for (int c = 0; c < width; c++) {
        values[row * width + c] = NON_FINITE[row / BAD_EVERY % NON_FINITE.length];
      }
    }
    return copy(chunk, chunk.channels(), values);
  }

  private static SensorChunk copy(SensorChunk chunk, List<String> channels, float[] values) {
    return new SensorChunk(
        chunk.subject(),
        chunk.modality(),
        chunk.device(),
        chunk.startMicros(),
        chunk.periodMicros(),
        chunk.offsetsMicros(),
        channels,
        values,
        chunk.unit(),
        chunk.sequence());
  }
}
