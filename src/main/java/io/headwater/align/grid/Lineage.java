package io.headwater.align.grid;

import io.headwater.window.InputRange;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects the input positions that contributed to a window. */
final class Lineage {
  private final SortedMap<String, InputRange> ranges = new TreeMap<>();

  void add(PlacedChunk placed) {
    ranges.merge(
        placed.source(),
        new InputRange(placed.source(), placed.position(), placed.position()),
        (a, b) ->
            new InputRange(
                a.source(), Math.min(a.first(), b.first()), Math.max(a.last(), b.last())));
  }

  List<InputRange> sortedBySource() {
    return new ArrayList<>(ranges.values());
  }
}
