package io.headwater.align;

import io.headwater.align.grid.ChunkId;
import io.headwater.align.grid.PlacedChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * The current subject's time-series chunks, each stored once however many windows it touches.
 *
 * <p>Chunks lie in buckets of one window length by their start; a bucket is a namespace of map
 * state keyed by identity, so storing is one point write, recognising a duplicate one point read,
 * and closing a window reads the few buckets that reach into it. A small index holds, per bucket,
 * the end of the last window that may use it; after that window the bucket goes as a whole.
 */
final class ChunkStore {
  private static final MapStateDescriptor<ChunkId, PlacedChunk> CHUNKS =
      new MapStateDescriptor<>(
          "chunks",
          AlignTypes.CHUNK_ID.createSerializer(),
          AlignTypes.PLACED_CHUNK.createSerializer());
  private static final MapStateDescriptor<Long, Long> LAST_USE =
      new MapStateDescriptor<>("bucket-last-use", LongSerializer.INSTANCE, LongSerializer.INSTANCE);

  private final KeyedStateBackend<?> backend;
  private final MapState<Long, Long> lastUse;
  private final long bucketMicros;

  ChunkStore(KeyedStateBackend<?> backend, long bucketMicros) throws Exception {
    this.backend = backend;
    this.bucketMicros = bucketMicros;
    this.lastUse =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, LAST_USE);
  }

  /**
   * Stores a chunk unless it is there already.
   *
   * @param lastUseEnd end of the last window that may use it
   * @return whether it was new
   */
  boolean add(PlacedChunk placed, long lastUseEnd) throws Exception {
    long bucket = Math.floorDiv(placed.chunk().startMicros(), bucketMicros) * bucketMicros;
    MapState<ChunkId, PlacedChunk> chunks = bucket(bucket);
    if (chunks.contains(placed.id())) {
      return false;
    }
    chunks.put(placed.id(), placed);
    Long known = lastUse.get(bucket);
    if (known == null || known < lastUseEnd) {
      lastUse.put(bucket, lastUseEnd);
    }
    return true;
  }

  /** All chunks that may matter to the window with the given end, in no particular order. */
  List<PlacedChunk> forWindow(long endMicros) throws Exception {
    List<Long> buckets = new ArrayList<>();
    for (Map.Entry<Long, Long> entry : lastUse.entries()) {
      if (entry.getKey() < endMicros && entry.getValue() >= endMicros) {
        buckets.add(entry.getKey());
      }
    }
    List<PlacedChunk> found = new ArrayList<>();
    for (long bucket : buckets) {
      bucket(bucket).values().forEach(found::add);
    }
    return found;
  }

  /** Forgets the buckets that no window after the given one can use. */
  void closeWindow(long endMicros) throws Exception {
    List<Long> done = new ArrayList<>();
    for (Map.Entry<Long, Long> entry : lastUse.entries()) {
      if (entry.getValue() <= endMicros) {
        done.add(entry.getKey());
      }
    }
    for (long bucket : done) {
      bucket(bucket).clear();
      lastUse.remove(bucket);
    }
  }

  private MapState<ChunkId, PlacedChunk> bucket(long startMicros) throws Exception {
    return backend.getPartitionedState(startMicros, LongSerializer.INSTANCE, CHUNKS);
  }
}
