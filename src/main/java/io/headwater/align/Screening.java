package io.headwater.align;

import io.headwater.align.grid.WindowGrid;
import io.headwater.sensor.ChunkValidator;
import io.headwater.sensor.Modality;
import io.headwater.sensor.ModalityKind;
import io.headwater.sensor.SensorChunk;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Decides whether a chunk can be aligned at all. Sources use it too: a chunk that will be rejected
 * must not move a watermark.
 */
final class Screening implements ChunkRule {
  private static final long serialVersionUID = 1L;

  /** One day: a whole night of beats fits; a damaged sample period cannot open endless windows. */
  static final Duration MAX_CHUNK_SPAN = Duration.ofDays(1);

  /**
   * Windows that a chunk may touch beyond those its samples begin in: with one sample for a whole
   * day, ten thousand timers from a hundred bytes, and no more.
   */
  static final long MAX_HELD_WINDOWS = 10_000;

  private static final long MAX_SPAN_MICROS = WindowGrid.micros(MAX_CHUNK_SPAN);

  private final AlignmentSpec spec;
  private final ChunkShape shape;
  private final WallClock clock;
  private final long maxFutureMicros;

  Screening(AlignmentSpec spec, WallClock clock) {
    this.spec = spec;
    this.shape = new ChunkShape();
    this.clock = clock;
    this.maxFutureMicros = spec.maxFuture().toNanos() / 1000;
  }

  @Override
  public String problem(SensorChunk chunk) {
    Modality modality = spec.modality(chunk.modality());
    if (modality == null) {
      return "Modality '%s' of %s is not declared; declare it or stop sending it."
          .formatted(ChunkValidator.shown(chunk.modality()), ChunkShape.name(chunk));
    }
    String problem = shape.problem(chunk, modality);
    if (problem == null) {
      problem = timeProblem(chunk, modality);
    }
    return problem == null ? spec.rule().problem(chunk) : problem;
  }

  private String timeProblem(SensorChunk chunk, Modality modality) {
    long now = clock.nowMicros();
    if (chunk.startMicros() > now + maxFutureMicros) {
      return "%s starts at %s, more than %s ahead of the wall clock %s; set the device's clock."
          .formatted(
              ChunkShape.name(chunk), instant(chunk.startMicros()), spec.maxFuture(), instant(now));
    }
    if (modality.kind() != ModalityKind.TIME_SERIES) {
      return null;
    }
    double span =
        chunk.isRegular()
            ? chunk.samples() * chunk.periodMicros()
            : chunk.offsetsMicros()[chunk.samples() - 1];
    return span > MAX_SPAN_MICROS
        ? "%s spans %.0f µs, more than %s; send shorter chunks."
            .formatted(ChunkShape.name(chunk), span, MAX_CHUNK_SPAN)
        : windowsProblem(chunk, span);
  }

  private String windowsProblem(SensorChunk chunk, double span) {
    WindowGrid grid = spec.windows();
    double overlap = Math.ceil((double) grid.sizeMicros() / grid.slideMicros());
    double touched = span / grid.slideMicros() + overlap;
    return chunk.isRegular() && touched > MAX_HELD_WINDOWS + chunk.samples() * overlap
        ? "%s would stand for %.0f windows with %d samples; send it with the period at which it was sampled."
            .formatted(ChunkShape.name(chunk), touched, chunk.samples())
        : null;
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
