package io.headwater.align;

import io.headwater.align.grid.ChunkId;
import io.headwater.align.grid.LatestRows;
import io.headwater.align.grid.PlacedChunk;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * The current subject's pictures and tabular rows: per modality the latest, and those that later
 * windows may still need.
 *
 * <p>This is the one state a subject leaves behind: the latest row for good, and the identity (some
 * 50 bytes) of every row, for a row has no last window after which a second delivery would be late,
 * and counting one as new or not must not depend on when older rows were dropped.
 */
final class LatestStore {
  private static final MapStateDescriptor<ChunkId, PlacedChunk> LATEST =
      new MapStateDescriptor<>(
          "latest-rows",
          AlignTypes.CHUNK_ID.createSerializer(),
          AlignTypes.PLACED_CHUNK.createSerializer());

  private static final MapStateDescriptor<ChunkId, Boolean> KNOWN =
      new MapStateDescriptor<>(
          "known-rows", AlignTypes.CHUNK_ID.createSerializer(), BooleanSerializer.INSTANCE);

  private final MapState<ChunkId, PlacedChunk> rows;
  private final MapState<ChunkId, Boolean> known;

  LatestStore(KeyedStateBackend<?> backend) throws Exception {
    rows =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, LATEST);
    known =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, KNOWN);
  }

  /**
   * Keeps the chunk and drops what it supersedes.
   *
   * @param openFromMicros every window that may still close ends after this instant
   * @return whether it was new
   */
  boolean add(PlacedChunk placed, long openFromMicros) throws Exception {
    if (known.contains(placed.id())) {
      return false;
    }
    known.put(placed.id(), true);
    List<PlacedChunk> own = new ArrayList<>();
    for (PlacedChunk other : rows.values()) {
      if (other.chunk().modality().equals(placed.chunk().modality())) {
        own.add(other);
      }
    }
    own.add(placed);
    rows.put(placed.id(), placed);
    for (PlacedChunk older : own) {
      if (own.stream().anyMatch(newer -> LatestRows.superseded(older, newer, openFromMicros))) {
        rows.remove(older.id());
      }
    }
    return true;
  }

  List<PlacedChunk> all() throws Exception {
    List<PlacedChunk> all = new ArrayList<>();
    rows.values().forEach(all::add);
    return all;
  }
}
