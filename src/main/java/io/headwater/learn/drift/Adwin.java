package io.headwater.learn.drift;

import io.headwater.learn.drift.ExponentialHistogram.Bucket;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;

/**
 * ADWIN2 (Bifet and Gavaldà, "Learning from Time-Changing Data with Adaptive Windowing", SDM 2007):
 * keeps the longest window of values whose mean does not differ between an older and a newer part.
 *
 * <p>Two parts of n0 and n1 values differ when their means are further apart than {@code sqrt(2/m ·
 * σ² · ln(2/δ')) + 2/(3m) · ln(2/δ')}, with 1/m = 1/n0 + 1/n1, σ² the variance of the window and δ'
 * = δ / ln n (section 3, the form for values in [0, 1] that uses the variance). Time for a value is
 * O(log n), and so is memory.
 *
 * <p>Where the paper drops the oldest bucket and looks again, the window is cut here at the split
 * that exceeds its bound most: one change is then told once, and the split is the estimate of when
 * it happened. Whether anything is cut is decided as in the paper.
 */
final class Adwin implements ChangeDetector {
  /** Values between two looks, as in the authors' programme: each look is a chance to be wrong. */
  static final int CLOCK = 32;

  /** Values that a part must have; the bound is loose there anyway. */
  static final int SMALLEST_PART = 5;

  private final double delta;
  private final ExponentialHistogram window = new ExponentialHistogram();
  private long sinceLook;

  /**
   * @param delta chance of cutting a window whose mean is constant, at each look; in (0, 1)
   */
  Adwin(double delta) {
    this.delta = delta;
  }

  /** A place to cut: what is older than the given number of newest buckets goes. */
  private record Split(int newest, Bucket older, Bucket newer, double excess) {
    boolean rises() {
      return newer.mean() > older.mean();
    }
  }

  @Override
  public Change add(double value, long micros) {
    window.add(value, micros);
    if (++sinceLook < CLOCK) {
      return null;
    }
    sinceLook = 0;
    Change rise = null;
    for (Split split = strongest(); split != null; split = strongest()) {
      if (split.rises() && rise == null) {
        rise = new Change(split.newer().firstMicros(), split.older().mean(), split.newer().mean());
      }
      window.keep(split.newest());
    }
    return rise;
  }

  /** Number of values whose mean may be called constant. */
  long width() {
    return window.total().count();
  }

  double mean() {
    return window.total().mean();
  }

  int buckets() {
    return window.buckets();
  }

  /** The split whose means are furthest beyond their bound; null when none is. */
  private Split strongest() {
    Bucket total = window.total();
    Split best = null;
    Bucket newer = Bucket.EMPTY;
    for (int newest = 1; newest < window.buckets(); newest++) {
      newer = newer.with(window.bucket(newest - 1));
      long rest = total.count() - newer.count();
      if (newer.count() < SMALLEST_PART || rest < SMALLEST_PART) {
        continue;
      }
      Bucket older = new Bucket(rest, total.sum() - newer.sum(), Double.NaN, 0);
      double excess = Math.abs(newer.mean() - older.mean()) / bound(older, newer, total);
      if (excess > 1 && (best == null || excess > best.excess())) {
        best = new Split(newest, older, newer, excess);
      }
    }
    return best;
  }

  private double bound(Bucket older, Bucket newer, Bucket total) {
    double inverse = 1.0 / older.count() + 1.0 / newer.count();
    double variance = total.squares() / total.count();
    double trust = Math.log(2 * Math.log(total.count()) / delta);
    return Math.sqrt(2 * inverse * variance * trust) + 2 * inverse * trust / 3;
  }

  @Override
  public void write(StateWriter out) {
    out.writeLong(sinceLook);
    window.write(out);
  }

  @Override
  public void read(StateReader in) {
    sinceLook = in.readLong();
    window.read(in);
  }
}
