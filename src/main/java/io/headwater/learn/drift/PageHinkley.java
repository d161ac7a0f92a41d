package io.headwater.learn.drift;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;

/**
 * The test of Page ("Continuous Inspection Schemes", Biometrika 1954) and Hinkley (Biometrika 1971)
 * for a rise: sums how far values exceed their running mean and a tolerance, and tells a change
 * when the sum has risen by more than a threshold above its least value, which is also where the
 * change is taken to be. Then it begins anew. Constant time and memory.
 */
final class PageHinkley implements ChangeDetector {
  /** A rise of the mean that is not worth an alarm. */
  static final double TOLERANCE = 0.02;

  /** Values before a mean means something. */
  static final int FEWEST = 30;

  private final double tolerance;
  private final double threshold;
  private long count;
  private double mean;
  private double excess;
  private double least;
  private long valuesSinceLeast;
  private double sumSinceLeast;
  private long micros;

  PageHinkley(double tolerance, double threshold) {
    this.tolerance = tolerance;
    this.threshold = threshold;
  }

  @Override
  public Change add(double value, long atMicros) {
    count++;
    mean += (value - mean) / count;
    excess += value - mean - tolerance;
    if (valuesSinceLeast == 0) {
      micros = atMicros;
    }
    valuesSinceLeast++;
    sumSinceLeast += value;
    if (excess <= least) {
      least = excess;
      valuesSinceLeast = 0;
      sumSinceLeast = 0;
    }
    if (count < FEWEST || excess - least <= threshold) {
      return null;
    }
    Change change = change();
    forget();
    return change;
  }

  private Change change() {
    double before = (mean * count - sumSinceLeast) / Math.max(1, count - valuesSinceLeast);
    return new Change(micros, before, sumSinceLeast / valuesSinceLeast);
  }

  private void forget() {
    count = 0;
    mean = 0;
    excess = 0;
    least = 0;
    valuesSinceLeast = 0;
    sumSinceLeast = 0;
  }

  @Override
  public void write(StateWriter out) {
    out.writeLong(count);
    out.writeDouble(mean);
    out.writeDouble(excess);
    out.writeDouble(least);
    out.writeLong(valuesSinceLeast);
    out.writeDouble(sumSinceLeast);
    out.writeLong(micros);
  }

  @Override
  public void read(StateReader in) {
    count = in.readLong();
    mean = in.readDouble();
    excess = in.readDouble();
    least = in.readDouble();
    valuesSinceLeast = in.readLong();
    sumSinceLeast = in.readDouble();
    micros = in.readLong();
  }
}
