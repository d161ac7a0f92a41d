package io.headwater.align;

import io.headwater.align.grid.WindowGrid;
import io.headwater.sensor.Modality;
import io.headwater.sensor.ModalityKind;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What to align and how long to wait.
 *
 * @param modalities declared modalities, in the order of a window's grids
 * @param size window length
 * @param slide distance between window starts, at most the size; null for tumbling windows
 * @param lateness how far behind its partition's clock a chunk may start and still be used
 * @param live whether input arrives as it is measured; in replay silence never closes a window
 * @param maxWait live only: processing time after which silence no longer holds a window back
 * @param maxFuture how far ahead of the wall clock a chunk may reach; {@link #DEFAULT_MAX_FUTURE}
 *     when null
 * @param parallelism subtasks of the aligner
 * @param rule further condition on chunks; none when null
 * @param baselineWindows windows over which a subject's own level of each channel of a time series
 *     is remembered and taken off; 0: levels stay as they are
 */
public record AlignmentSpec(
    List<Modality> modalities,
    Duration size,
    Duration slide,
    Duration lateness,
    boolean live,
    Duration maxWait,
    Duration maxFuture,
    int parallelism,
    ChunkRule rule,
    int baselineWindows)
    implements Serializable {

  /** One day: beyond any mix-up of time zones, well below a clock that lost its date. */
  public static final Duration DEFAULT_MAX_FUTURE = Duration.ofDays(1);

  /**
   * @throws IllegalArgumentException when modalities clash or a duration makes no sense
   */
  public AlignmentSpec {
    modalities = List.copyOf(modalities);
    slide = slide == null ? size : slide;
    maxFuture = maxFuture == null ? DEFAULT_MAX_FUTURE : maxFuture;
    rule = rule == null ? ChunkRule.none() : rule;
    Objects.requireNonNull(lateness, "lateness");
    WindowGrid.of(size, slide);
    requireDistinct(modalities);
    if (lateness.isNegative()) {
      throw new IllegalArgumentException(
          "Lateness is " + lateness + "; give zero or a positive duration.");
    }
    if (live && (maxWait == null || maxWait.isZero() || maxWait.isNegative())) {
      throw new IllegalArgumentException(
          "Maximum wait is " + maxWait + "; live input needs a positive one.");
    }
    if (baselineWindows < 0) {
      throw new IllegalArgumentException(
          "A baseline of " + baselineWindows + " windows is none; give 0 or more.");
    }
    if (parallelism < 1) {
      throw new IllegalArgumentException("Parallelism is " + parallelism + "; give at least 1.");
    }
  }

  WindowGrid windows() {
    return WindowGrid.of(size, slide);
  }

  /**
   * Whether a chunk of this modality makes the windows exist that it touches. Time series do; where
   * none is declared, pictures and rows do.
   */
  boolean opensWindows(Modality modality) {
    return modality.kind() == ModalityKind.TIME_SERIES
        || modalities.stream().noneMatch(m -> m.kind() == ModalityKind.TIME_SERIES);
  }

  long latenessMicros() {
    return lateness.toNanos() / 1000;
  }

  List<String> modalityNames() {
    return modalities.stream().map(Modality::name).toList();
  }

  /** The declared modality of that name, or null. */
  Modality modality(String name) {
    for (Modality modality : modalities) {
      if (modality.name().equals(name)) {
        return modality;
      }
    }
    return null;
  }

  private static void requireDistinct(List<Modality> modalities) {
    Set<String> names = new HashSet<>();
    for (Modality modality : modalities) {
      if (!names.add(modality.name())) {
        throw new IllegalArgumentException(
            "Modality '" + modality.name() + "' is declared twice; rename one.");
      }
    }
    if (modalities.isEmpty()) {
      throw new IllegalArgumentException(
          "No modality is declared, so no window would ever exist; declare one.");
    }
  }
}
