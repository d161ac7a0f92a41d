package io.headwater.dashboard;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.learn.LatentRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Latents by person. Bounded altogether: each person has an equal share of {@value #MOST_ROWS}
 * windows, at most {@value #MOST_WINDOWS}; people looked at keep the most. Who was silent longest
 * goes first when there are more than {@value #MOST_SUBJECTS} people.
 */
final class LatentHistory {
  /** Twelve hours of one-minute windows: a night and its evening. */
  static final int MOST_WINDOWS = 720;

  /** About 150 bytes each with ten latents: 90 MB. */
  static final int MOST_ROWS = 600_000;

  static final int MOST_SUBJECTS = 20_000;

  /** Even in a crowd everybody has this many. */
  private static final int LEAST_WINDOWS = 20;

  private final WatchedSubjects watched;
  private final Map<String, Ring<Row>> bySubject = new LinkedHashMap<>(1024, 0.75f, true);
  private final Map<List<Block>, List<Block>> shapes = new HashMap<>();
  private long rows;

  LatentHistory(WatchedSubjects watched) {
    this.watched = watched;
  }

  /**
   * A modality's part of a row.
   *
   * @param modality name
   * @param latents number of its latents
   */
  record Block(String modality, int latents) {}

  /**
   * One window: per block 1 or 0 for present, then means, then deviations.
   *
   * @param version model version
   * @param shape blocks, shared by all rows of a shape
   * @param values as laid out above
   */
  record Row(long version, List<Block> shape, float[] values) {}

  /** Takes an estimate; false when this person's window is known, or older than what is. */
  synchronized boolean add(LatentRecord latent) {
    Row row =
        row(latent); // before there is a ring: a damaged one throws, and leaves nothing behind
    Ring<Row> ring = bySubject.computeIfAbsent(latent.subject(), s -> new Ring<>());
    if (!ring.append(latent.windowEnd(), row)) {
      return false;
    }
    rows++;
    rows -= ring.trim(watched.contains(latent.subject()) ? MOST_WINDOWS : share());
    if (bySubject.size() > MOST_SUBJECTS) {
      String silent = bySubject.keySet().iterator().next();
      rows -= bySubject.remove(silent).size();
    }
    return true;
  }

  private int share() {
    return Math.max(LEAST_WINDOWS, Math.min(MOST_WINDOWS, MOST_ROWS / bySubject.size()));
  }

  private Row row(LatentRecord latent) {
    List<ModalityEstimate> modalities = latent.estimate().modalities();
    List<Block> shape =
        modalities.stream().map(m -> new Block(m.modality(), m.mean().length)).toList();
    int length = shape.stream().mapToInt(b -> 1 + 2 * b.latents()).sum();
    float[] values = new float[length];
    int at = 0;
    for (ModalityEstimate m : modalities) {
      values[at++] = m.present() ? 1 : 0;
      System.arraycopy(m.mean(), 0, values, at, m.mean().length);
      at += m.mean().length;
      System.arraycopy(m.deviation(), 0, values, at, m.mean().length);
      at += m.mean().length;
    }
    return new Row(latent.modelVersion(), shapes.computeIfAbsent(shape, s -> s), values);
  }

  /** All windows held of a person, of the shape that the newest has; empty when unknown. */
  synchronized List<Ring.Timed<Row>> windows(String subject) {
    Ring<Row> ring = bySubject.get(subject);
    if (ring == null || ring.size() == 0) {
      return List.of();
    }
    List<Block> newest = ring.at(ring.newest()).shape();
    return ring.all().stream().filter(r -> r.row().shape().equals(newest)).toList();
  }

  /** People whose name contains a text, sorted, at most so many. */
  synchronized List<String> subjects(String containing, int most) {
    String wanted = containing.toLowerCase(Locale.ROOT);
    List<String> found = new ArrayList<>();
    for (String subject : bySubject.keySet()) {
      if (subject.toLowerCase(Locale.ROOT).contains(wanted)) {
        found.add(subject);
      }
    }
    return found.stream().sorted().limit(most).toList();
  }

  synchronized int people() {
    return bySubject.size();
  }

  synchronized long rows() {
    return rows;
  }
}
