package io.headwater.dashboard;

import java.util.ArrayList;
import java.util.List;

/**
 * The newest rows of one series, ordered by time, each at a time of its own.
 *
 * @param <T> what a row holds
 */
final class Ring<T> {
  private static final int FIRST = 8;

  private long[] times = new long[FIRST];
  private Object[] rows = new Object[FIRST];
  private int first;
  private int size;

  int size() {
    return size;
  }

  /** Time of the newest; {@link Long#MIN_VALUE} when empty. */
  long newest() {
    return size == 0 ? Long.MIN_VALUE : times[slot(size - 1)];
  }

  /** The row at a time, or null. */
  @SuppressWarnings("unchecked") // Only rows of T are put in.
  T at(long time) {
    int index = find(time);
    return index < 0 ? null : (T) rows[slot(index)];
  }

  /** Adds behind the newest; false, and nothing is changed, when the time is not later. */
  boolean append(long time, T row) {
    if (size > 0 && time <= newest()) {
      return false;
    }
    if (size == times.length) {
      resize(size * 2);
    }
    times[slot(size)] = time;
    rows[slot(size)] = row;
    size++;
    return true;
  }

  /** Drops the oldest rows until at most so many are left; says how many went. */
  int trim(int most) {
    int dropped = 0;
    while (size > most) {
      rows[first] = null;
      first = slot(1);
      size--;
      dropped++;
    }
    if (times.length > FIRST && size < times.length / 4) {
      resize(times.length / 2);
    }
    return dropped;
  }

  /** All rows with their times, oldest first. */
  @SuppressWarnings("unchecked") // Only rows of T are put in.
  List<Timed<T>> all() {
    List<Timed<T>> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(new Timed<>(times[slot(i)], (T) rows[slot(i)]));
    }
    return list;
  }

  /**
   * @param time microseconds since the epoch
   * @param row what is held at it
   */
  record Timed<T>(long time, T row) {}

  private int find(long time) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = times[slot(middle)];
      if (found == time) {
        return middle;
      }
      if (found < time) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  private int slot(int index) {
    int at = first + index;
    return at < times.length ? at : at - times.length;
  }

  private void resize(int capacity) {
    long[] newTimes = new long[capacity];
    Object[] newRows = new Object[capacity];
    for (int i = 0; i < size; i++) {
      newTimes[i] = times[slot(i)];
      newRows[i] = rows[slot(i)];
    }
    times = newTimes;
    rows = newRows;
    first = 0;
  }
}
