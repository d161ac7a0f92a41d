package io.headwater.learn;

import io.headwater.align.codec.AlignedWindowCodec;
import io.headwater.window.AlignedWindow;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A bounded uniform sample of past windows in which every subject has about the same share.
 *
 * <p>While there is room, every window is kept. When full, a window of a subject that has fewer
 * windows than the largest one displaces a random window of the largest; a window of the largest
 * subject itself enters by classical reservoir sampling (Vitter 1985, algorithm R). Randomness
 * depends on the seed and on how many windows were offered or drawn, so equal histories give equal
 * reservoirs.
 */
final class StratifiedReservoir {
  private final int capacity;
  private final long seed;
  private final TreeMap<String, Stratum> strata = new TreeMap<>();
  private int size;
  private long decisions;

  private static final class Stratum {
    final List<AlignedWindow> windows = new ArrayList<>();
    long offered;
  }

  StratifiedReservoir(int capacity, long seed) {
    if (capacity < 1) {
      throw new IllegalArgumentException("Reservoir capacity is " + capacity + "; use at least 1.");
    }
    this.capacity = capacity;
    this.seed = seed;
  }

  int size() {
    return size;
  }

  void offer(AlignedWindow window) {
    Stratum own = strata.computeIfAbsent(window.subject(), s -> new Stratum());
    own.offered++;
    if (size < capacity) {
      own.windows.add(window);
      size++;
      return;
    }
    SplittableRandom random = nextRandom();
    Map.Entry<String, Stratum> largest = largest();
    Stratum crowded = largest.getValue();
    if (own.windows.size() + 1 < crowded.windows.size() || own.windows.isEmpty()) {
      crowded.windows.remove(random.nextInt(crowded.windows.size()));
      own.windows.add(window);
      if (crowded.windows.isEmpty()) {
        strata.remove(largest.getKey());
      }
      return;
    }
    long slot = random.nextLong(own.offered);
    if (slot < own.windows.size()) {
      own.windows.set((int) slot, window);
    }
  }

  /** Draws windows with replacement: a subject uniformly, then one of its windows uniformly. */
  List<AlignedWindow> draw(int count) {
    if (size == 0) {
      return List.of();
    }
    SplittableRandom random = nextRandom();
    List<Stratum> filled = strata.values().stream().filter(s -> !s.windows.isEmpty()).toList();
    List<AlignedWindow> drawn = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      List<AlignedWindow> windows = filled.get(random.nextInt(filled.size())).windows;
      drawn.add(windows.get(random.nextInt(windows.size())));
    }
    return drawn;
  }

  /**
   * Drops the windows that ended before a moment, as if the stream had begun with those that are
   * left.
   *
   * @return how many were dropped
   */
  int dropBefore(long micros) {
    int before = size;
    size = 0;
    for (Stratum stratum : strata.values()) {
      stratum.windows.removeIf(window -> window.endMicros() < micros);
      stratum.offered = stratum.windows.size();
      size += stratum.windows.size();
    }
    strata.values().removeIf(stratum -> stratum.windows.isEmpty());
    return before - size;
  }

  /** Every kept window, subjects in order. */
  List<AlignedWindow> all() {
    List<AlignedWindow> windows = new ArrayList<>(size);
    strata.values().forEach(s -> windows.addAll(s.windows));
    return windows;
  }

  private Map.Entry<String, Stratum> largest() {
    Map.Entry<String, Stratum> best = strata.firstEntry();
    for (Map.Entry<String, Stratum> entry : strata.entrySet()) {
      if (entry.getValue().windows.size() > best.getValue().windows.size()) {
        best = entry;
      }
    }
    return best;
  }

  private SplittableRandom nextRandom() {
    // The golden-ratio increment keeps consecutive streams apart (Steele et al. 2014).
    return new SplittableRandom(seed + 0x9E3779B97F4A7C15L * ++decisions);
  }

  void writeTo(DataOutputStream out) throws IOException {
    out.writeLong(decisions);
    out.writeInt(strata.size());
    for (Map.Entry<String, Stratum> entry : strata.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeLong(entry.getValue().offered);
      writeWindows(out, entry.getValue().windows);
    }
  }

  void readFrom(DataInputStream in) throws IOException {
    strata.clear();
    size = 0;
    decisions = in.readLong();
    int subjects = in.readInt();
    for (int i = 0; i < subjects; i++) {
      Stratum stratum = new Stratum();
      strata.put(in.readUTF(), stratum);
      stratum.offered = in.readLong();
      stratum.windows.addAll(readWindows(in));
      size += stratum.windows.size();
    }
  }

  static void writeWindows(DataOutputStream out, List<AlignedWindow> windows) throws IOException {
    out.writeInt(windows.size());
    for (AlignedWindow window : windows) {
      byte[] bytes = AlignedWindowCodec.toBytes(window);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  static List<AlignedWindow> readWindows(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<AlignedWindow> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      windows.add(AlignedWindowCodec.fromBytes(LearnerState.readBlock(in)));
    }
    return windows;
  }
}
