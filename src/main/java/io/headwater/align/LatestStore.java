package io.headwater.align;

import io.headwater.align.grid.ChunkId;
import io.headwater.align.grid.LatestRows;
import io.headwater.align.grid.PlacedChunk;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * The current subject's pictures and tabular rows: per modality the latest, and those that later
 * windows may still need. The latest stays for good; it is the one state a subject leaves behind.
 */
final class LatestStore {
  private static final MapStateDescriptor<ChunkId, PlacedChunk> LATEST =
      new MapStateDescriptor<>(
          "latest-rows",
          AlignTypes.CHUNK_ID.createSerializer(),
          AlignTypes.PLACED_CHUNK.createSerializer());

  private final MapState<ChunkId, PlacedChunk> rows;

  LatestStore(KeyedStateBackend<?> backend) throws Exception {
    rows =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, LATEST);
  }

  /**
   * Keeps the chunk and drops what it supersedes.
   *
   * @param openFromMicros every window that may still close ends after this instant
   * @return whether it was new
   */
  boolean add(PlacedChunk placed, long openFromMicros) throws Exception {
    if (rows.contains(placed.id())) {
      return false;
    }
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
