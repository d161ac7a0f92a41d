package io.headwater.align;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts per modality, of one subtask or of several added up.
 *
 * @param byModality counts by modality name; input that names no declared modality stands under
 *     {@link #UNKNOWN}
 */
public record AlignCounts(SortedMap<String, ChunkCounts> byModality) {

  /** Undecodable records, and chunks of a modality that is not declared. */
  public static final String UNKNOWN = "unknown";

  public static final AlignCounts NONE = new AlignCounts(new TreeMap<>());

  public AlignCounts {
    byModality = Collections.unmodifiableSortedMap(new TreeMap<>(byModality));
  }

  public AlignCounts plus(AlignCounts other) {
    SortedMap<String, ChunkCounts> sum = new TreeMap<>(byModality);
    other.byModality.forEach((modality, counts) -> sum.merge(modality, counts, ChunkCounts::plus));
    return new AlignCounts(sum);
  }

  public ChunkCounts of(String modality) {
    return byModality.getOrDefault(modality, ChunkCounts.NONE);
  }

  /** All modalities together. */
  public ChunkCounts total() {
    return byModality.values().stream().reduce(ChunkCounts.NONE, ChunkCounts::plus);
  }
}
