package io.headwater.align.grid;

import io.headwater.sensor.Modality;
import io.headwater.sensor.ModalityKind;
import io.headwater.sensor.SensorChunk;
import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds one window from the chunks of its subject.
 *
 * <p>Only chunks that start before the window's end are looked at, also by {@link
 * io.headwater.sensor.Resampling#LINEAR} beyond the right edge: those are exactly the chunks that
 * have certainly arrived when the window closes, so the result does not depend on what else has.
 */
public final class WindowBuilder {
  private final List<Modality> modalities;
  private final WindowGrid windows;
  private final Footprint footprint;
  private final boolean anySeries;

  public WindowBuilder(List<Modality> modalities, WindowGrid windows) {
    this.modalities = List.copyOf(modalities);
    this.windows = windows;
    this.footprint = new Footprint(windows);
    this.anySeries = modalities.stream().anyMatch(m -> m.kind() == ModalityKind.TIME_SERIES);
  }

  /**
   * The window with the given end, or empty when no time-series chunk touches it; where no time
   * series is declared, when no chunk does.
   *
   * @param subject who was measured
   * @param endMicros end of the window, exclusive
   * @param chunks chunks of the subject, all modalities, no duplicates, in any order
   */
  public Optional<AlignedWindow> build(String subject, long endMicros, List<PlacedChunk> chunks) {
    List<PlacedChunk> known =
        chunks.stream()
            .filter(placed -> placed.chunk().startMicros() < endMicros)
            .sorted(PlacedChunk.ORDER)
            .toList();
    List<SampleGrid> grids = new ArrayList<>();
    Lineage lineage = new Lineage();
    boolean touched = false;
    for (Modality modality : modalities) {
      List<PlacedChunk> own =
          known.stream().filter(p -> p.chunk().modality().equals(modality.name())).toList();
      boolean series = modality.kind() == ModalityKind.TIME_SERIES;
      if (series || !anySeries) {
        touched |= own.stream().anyMatch(p -> footprint.touches(p.chunk(), endMicros));
      }
      if (series) {
        series(modality, endMicros, own, lineage).ifPresent(grids::add);
      } else {
        latest(modality, endMicros, own, lineage).ifPresent(grids::add);
      }
    }
    return touched
        ? Optional.of(
            new AlignedWindow(
                subject, windows.start(endMicros), endMicros, grids, lineage.sortedBySource()))
        : Optional.empty();
  }

  private Optional<SampleGrid> series(
      Modality modality, long endMicros, List<PlacedChunk> own, Lineage lineage) {
    long start = windows.start(endMicros);
    long reach = Footprint.reachMicros(modality);
    List<PlacedChunk> used =
        own.stream()
            .filter(p -> ChunkRows.anyWithin(p.chunk(), start - reach, endMicros + reach))
            .toList();
    used.forEach(lineage::add);
    int steps = modality.gridSteps(Duration.ofNanos(windows.sizeMicros() * 1000));
    List<SensorChunk> samples = used.stream().map(PlacedChunk::chunk).toList();
    return new SeriesGrid(modality, new GridCells(start, windows.sizeMicros(), steps)).of(samples);
  }

  private static Optional<SampleGrid> latest(
      Modality modality, long endMicros, List<PlacedChunk> own, Lineage lineage) {
    Optional<PlacedChunk> latest = LatestRows.asOf(own, endMicros);
    latest.ifPresent(lineage::add);
    return latest.flatMap(p -> LatestRows.grid(p.chunk(), modality, endMicros));
  }
}
