package io.headwater.dashboard;

import io.headwater.learn.GraphRecord;
import io.headwater.wire.GraphSnapshotCodec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The graph snapshots that the slider moves over, in the order of the topic. Bounded by number and
 * bytes: when full, every second one of the older part is dropped, so a long past stays in view
 * with growing gaps, while the newest are complete. Snapshots at which a drift was first told stay
 * longest.
 */
final class SnapshotHistory {
  /** A week of one snapshot every five minutes, before any is thinned out. */
  static final int MOST_SNAPSHOTS = 2016;

  /** Of records as they lie on the topic; some kilobytes each. */
  static final long MOST_BYTES = 48L << 20;

  /**
   * So many of the newest are not thinned out; where records are so large that {@link #MOST_BYTES}
   * holds less than twice as many, the newer half.
   */
  static final int COMPLETE = 256;

  /** {@code GraphRecord.driftState} begins so when a detector has seen a loss rise. */
  private static final String DRIFT = "drift";

  private final GraphSnapshotCodec codec = new GraphSnapshotCodec();
  private final List<Entry> entries = new ArrayList<>();
  private final Set<List<Long>> known = new HashSet<>();
  private long bytes;
  private long nextId;
  private String lastDrift = GraphRecord.NO_DRIFT;

  /**
   * A snapshot in the list.
   *
   * @param id position among all ever read by this process, from 0
   * @param modelVersion as published
   * @param asOfMicros event time
   * @param windows learned until then
   * @param edges number of selected edges
   * @param drift what the detector says
   * @param newDrift whether it says so for the first time here
   */
  record Summary(
      long id,
      long modelVersion,
      long asOfMicros,
      long windows,
      int edges,
      String drift,
      boolean newDrift) {}

  private record Entry(Summary summary, byte[] record) {
    List<Long> key() {
      return List.of(summary.modelVersion(), summary.asOfMicros(), summary.windows());
    }
  }

  /**
   * A snapshot with the one before it that is still held.
   *
   * @param summary its line in the list
   * @param graph the snapshot
   * @param before the one before; empty for the first
   */
  record Step(Summary summary, GraphRecord graph, Optional<GraphRecord> before) {}

  /** Takes a record from the topic; one that came before (at least once) changes nothing. */
  synchronized void add(byte[] record) {
    GraphRecord graph = codec.decode(record);
    boolean drift = graph.driftState().startsWith(DRIFT);
    Entry entry =
        new Entry(
            new Summary(
                nextId,
                graph.modelVersion(),
                graph.asOfMicros(),
                graph.windows(),
                graph.graph().selectedEdges().size(),
                graph.driftState(),
                drift && !graph.driftState().equals(lastDrift)),
            record);
    if (!known.add(entry.key())) {
      return;
    }
    lastDrift = graph.driftState();
    nextId++;
    entries.add(entry);
    bytes += record.length;
    if (entries.size() > MOST_SNAPSHOTS || bytes > MOST_BYTES) {
      thin();
    }
  }

  private void thin() {
    int older = Math.max(entries.size() / 2, entries.size() - COMPLETE);
    List<Entry> kept = new ArrayList<>();
    boolean spareDrifts = entries.stream().filter(e -> e.summary().newDrift()).count() < older / 4;
    for (int i = 0; i < entries.size(); i++) {
      boolean spared = spareDrifts && entries.get(i).summary().newDrift();
      if (i >= older || i % 2 == 0 || spared) {
        kept.add(entries.get(i));
      }
    }
    entries.clear();
    entries.addAll(kept);
    known.clear();
    bytes = 0;
    for (Entry entry : entries) {
      known.add(entry.key());
      bytes += entry.record().length;
    }
  }

  /** Oldest first. */
  synchronized List<Summary> summaries() {
    return entries.stream().map(Entry::summary).toList();
  }

  /** Id of the newest; -1 before there is any. */
  synchronized long newest() {
    return nextId - 1;
  }

  synchronized long bytes() {
    return bytes;
  }

  /** A snapshot by id; empty when it was thinned out or never there. */
  Optional<Step> step(long id) {
    byte[] record;
    byte[] before;
    Summary summary;
    synchronized (this) {
      int at = 0;
      while (at < entries.size() && entries.get(at).summary().id() != id) {
        at++;
      }
      if (at == entries.size()) {
        return Optional.empty();
      }
      summary = entries.get(at).summary();
      record = entries.get(at).record();
      before = at == 0 ? null : entries.get(at - 1).record();
    }
    GraphSnapshotCodec own = new GraphSnapshotCodec();
    return Optional.of(
        new Step(summary, own.decode(record), Optional.ofNullable(before).map(own::decode)));
  }
}
