package io.headwater.estimator.coupled;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The places of recently learned windows, without gradient, as further negatives. A window stands
 * in it once, with its newest place; the oldest leave first.
 */
final class NegativeQueue {
  private final int capacity;
  private final int modalities;
  private final int dimensions;
  private final Map<Span, float[][]> rows = new LinkedHashMap<>();

  /** Whose window it is, and when. */
  record Span(String subject, long startMicros, long endMicros) {
    static Span of(AlignedWindow window) {
      return new Span(window.subject(), window.startMicros(), window.endMicros());
    }

    /** Whether two windows are of one subject and overlap or touch. */
    boolean near(Span other) {
      return subject.equals(other.subject)
          && startMicros <= other.endMicros
          && other.startMicros <= endMicros;
    }
  }

  NegativeQueue(int capacity, int modalities, int dimensions) {
    this.capacity = capacity;
    this.modalities = modalities;
    this.dimensions = dimensions;
  }

  /** A queue that holds nothing. */
  static NegativeQueue none(int dimensions) {
    return new NegativeQueue(0, 0, dimensions);
  }

  int size() {
    return rows.size();
  }

  /** Windows in it, the oldest first. */
  List<Span> spans() {
    return List.copyOf(rows.keySet());
  }

  /**
   * Takes a window in.
   *
   * @param places per modality; null where it is missing
   */
  void add(Span span, float[][] places) {
    if (capacity == 0) {
      return;
    }
    rows.remove(span);
    rows.put(span, places);
    if (rows.size() > capacity) {
      var oldest = rows.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** Places of a modality, (row, dimension), the oldest first; 0 where it is missing. */
  float[] places(int modality) {
    float[] out = new float[rows.size() * dimensions];
    int at = 0;
    for (float[][] row : rows.values()) {
      if (row[modality] != null) {
        System.arraycopy(row[modality], 0, out, at, dimensions);
      }
      at += dimensions;
    }
    return out;
  }

  /** Whether each row has a modality, the oldest first. */
  boolean[] present(int modality) {
    boolean[] out = new boolean[rows.size()];
    int at = 0;
    for (float[][] row : rows.values()) {
      out[at++] = row[modality] != null;
    }
    return out;
  }

  /** Becomes what another of the same size is: places of one network mean nothing to another. */
  void takeOver(NegativeQueue other) {
    rows.clear();
    rows.putAll(other.rows);
  }

  void write(StateWriter out) {
    out.writeInt(rows.size());
    rows.forEach(
        (span, places) -> {
          out.writeText(span.subject());
          out.writeLong(span.startMicros());
          out.writeLong(span.endMicros());
          for (float[] place : places) {
            out.writeFloats(place == null ? new float[0] : place);
          }
        });
  }

  void read(StateReader in) {
    rows.clear();
    int count = in.readInt();
    if (count < 0 || count > capacity) {
      throw new IllegalArgumentException(
          "The state holds a queue of %d windows, this model's has room for %d; use the queue it was written with."
              .formatted(count, capacity));
    }
    for (int r = 0; r < count; r++) {
      Span span = new Span(in.readText(), in.readLong(), in.readLong());
      List<float[]> places = new ArrayList<>();
      for (int m = 0; m < modalities; m++) {
        float[] place = in.readFloats();
        if (place.length != 0 && place.length != dimensions) {
          throw new IllegalArgumentException(
              "The state holds a place of %d dimensions, this model's have %d; it was written by another program."
                  .formatted(place.length, dimensions));
        }
        places.add(place.length == 0 ? null : place);
      }
      rows.put(span, places.toArray(new float[0][]));
    }
  }
}
