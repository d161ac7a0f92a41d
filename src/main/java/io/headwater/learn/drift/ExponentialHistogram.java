package io.headwater.learn.drift;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A window over the newest values in O(log n) memory: buckets of 1, 2, 4, … values with their sum
 * and sum of squared deviations, at most {@value #BUCKETS_PER_SIZE} of each size (Datar et al.
 * 2002; Bifet and Gavaldà 2007, section 4).
 */
final class ExponentialHistogram {
  /** M of the paper, the value its authors use. */
  static final int BUCKETS_PER_SIZE = 5;

  /** Newest first, so sizes never fall from one to the next. */
  private final List<Bucket> buckets = new ArrayList<>();

  /**
   * Neighbouring values.
   *
   * @param squares sum of squared deviations from their mean
   * @param firstMicros time stamp of the oldest
   */
  record Bucket(long count, double sum, double squares, long firstMicros) {
    static final Bucket EMPTY = new Bucket(0, 0, 0, 0);

    double mean() {
      return sum / count;
    }

    /** Both together (Chan et al. 1983, equation 2.1); time stamp of the older one. */
    Bucket with(Bucket older) {
      if (count == 0) {
        return older;
      }
      double distance = mean() - older.mean();
      long together = count + older.count;
      return new Bucket(
          together,
          sum + older.sum,
          squares + older.squares + distance * distance * count * older.count / together,
          older.firstMicros);
    }
  }

  void add(double value, long micros) {
    buckets.add(0, new Bucket(1, value, 0, micros));
    int start = 0;
    while (start < buckets.size()) {
      int end = endOfSize(start);
      if (end - start <= BUCKETS_PER_SIZE) {
        return;
      }
      buckets.set(end - 2, buckets.get(end - 2).with(buckets.remove(end - 1)));
      start = end - 2;
    }
  }

  private int endOfSize(int start) {
    int end = start;
    while (end < buckets.size() && buckets.get(end).count() == buckets.get(start).count()) {
      end++;
    }
    return end;
  }

  int buckets() {
    return buckets.size();
  }

  /** A bucket by age, 0 for the newest. */
  Bucket bucket(int age) {
    return buckets.get(age);
  }

  /** Everything in the window. */
  Bucket total() {
    Bucket total = Bucket.EMPTY;
    for (Bucket bucket : buckets) {
      total = total.with(bucket);
    }
    return total;
  }

  /** Forgets all but the newest buckets. */
  void keep(int newest) {
    buckets.subList(newest, buckets.size()).clear();
  }

  void write(StateWriter out) {
    out.writeInt(buckets.size());
    for (Bucket bucket : buckets) {
      out.writeLong(bucket.count());
      out.writeDouble(bucket.sum());
      out.writeDouble(bucket.squares());
      out.writeLong(bucket.firstMicros());
    }
  }

  void read(StateReader in) {
    buckets.clear();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      buckets.add(new Bucket(in.readLong(), in.readDouble(), in.readDouble(), in.readLong()));
    }
  }
}
