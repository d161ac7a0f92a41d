package io.headwater.dashboard;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.learn.LatentRecord;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Latents by person. Bounded altogether: each person has an equal share of the windows, at most
 * {@value #MOST_WINDOWS}; people looked at keep the most. As people come, the share shrinks, and
 * who has been silent longest gives back first what is beyond it. Who was silent longest goes when
 * there are more than {@value #MOST_SUBJECTS} people.
 */
final class LatentHistory {
  /** Twelve hours of one-minute windows: a night and its evening. */
  static final int MOST_WINDOWS = 720;

  /** Windows of a learner; about 150 bytes each with ten latents: 90 MB. */
  static final int MOST_ROWS = 600_000;

  /** Windows of a scorer: the same people, half as far back. */
  static final int MOST_SCORES = MOST_ROWS / 2;

  static final int MOST_SUBJECTS = 20_000;

  /** What people looked at may hold beyond their share. */
  static final int EXTRA = WatchedSubjects.MOST * MOST_WINDOWS;

  private final WatchedSubjects watched;
  private final int most;
  private final Map<String, Ring<Row>> bySubject = new LinkedHashMap<>(1024, 0.75f, true);
  private final Map<List<Block>, List<Block>> shapes = new HashMap<>();
  private long rows;

  /**
   * @param watched of whom more is kept
   * @param most windows of everybody together, not counting {@link #EXTRA}; at least one for each
   *     of {@value #MOST_SUBJECTS} people
   */
  LatentHistory(WatchedSubjects watched, int most) {
    this.watched = watched;
    this.most = most;
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
    if (rows > (long) most + EXTRA) {
      giveBack();
    }
    return true;
  }

  private int share() {
    return Math.max(1, Math.min(MOST_WINDOWS, most / bySubject.size()));
  }

  /** Who has been silent longest was given a greater share, when there were fewer people. */
  private void giveBack() {
    int share = share();
    Iterator<Map.Entry<String, Ring<Row>>> silentFirst = bySubject.entrySet().iterator();
    while (rows > most && silentFirst.hasNext()) {
      Map.Entry<String, Ring<Row>> person = silentFirst.next();
      if (!watched.contains(person.getKey())) {
        rows -= person.getValue().trim(share);
      }
    }
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

  /** Everybody's names. */
  synchronized Set<String> names() {
    return new TreeSet<>(bySubject.keySet());
  }

  synchronized int people() {
    return bySubject.size();
  }

  synchronized long rows() {
    return rows;
  }
}
