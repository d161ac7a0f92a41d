package io.headwater.align;

import io.headwater.align.codec.AlignedWindowCodec;
import io.headwater.sensor.Modality;
import io.headwater.sensor.ModalityKind;
import io.headwater.sensor.Resampling;
import io.headwater.sensor.SensorChunk;
import io.headwater.window.AlignedWindow;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Small chunks and modalities for tests; times in whole seconds. */
public final class Chunks {
  public static final long SECOND = 1_000_000L;

  private Chunks() {}

  /** A one-channel time series at 1 Hz, resampled by mean. */
  public static Modality series(String name) {
    return series(name, 1, Resampling.MEAN, Duration.ofSeconds(10));
  }

  public static Modality series(String name, double rate, Resampling rule, Duration maxGap) {
    return new Modality(name, ModalityKind.TIME_SERIES, List.of("x"), rate, rule, maxGap);
  }

  public static Modality tabular(String name) {
    return new Modality(
        name, ModalityKind.TABULAR, List.of("x"), 0, Resampling.HOLD, Duration.ZERO);
  }

  /** One sample a second from the given second. */
  public static SensorChunk seconds(
      String subject, String modality, long startSecond, float... values) {
    return regular(subject, modality, "dev", startSecond * SECOND, SECOND, values);
  }

  public static SensorChunk regular(
      String subject,
      String modality,
      String device,
      long startMicros,
      double periodMicros,
      float... values) {
    return new SensorChunk(
        subject,
        modality,
        device,
        startMicros,
        periodMicros,
        new long[0],
        List.of("x"),
        values,
        "",
        startMicros);
  }

  /** One sample per instant, at irregular times; value i + 1. */
  public static SensorChunk irregular(String subject, String modality, long... micros) {
    float[] values = new float[micros.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 1;
    }
    return new SensorChunk(
        subject,
        modality,
        "dev",
        micros[0],
        0,
        Arrays.stream(micros).map(t -> t - micros[0]).toArray(),
        List.of("x"),
        values,
        "",
        micros[0]);
  }

  /** A row that can be compared bit for bit. */
  public static ByteBuffer bits(AlignedWindow window) {
    return ByteBuffer.wrap(AlignedWindowCodec.toBytes(window));
  }
}
