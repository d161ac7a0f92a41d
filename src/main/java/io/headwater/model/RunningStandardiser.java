package io.headwater.model;

/**
 * Running mean and standard deviation of each of a fixed number of cells, over known values only
 * (Welford 1962), and standardisation by them. Never yields NaN or infinity.
 */
public final class RunningStandardiser {
  /** Standardised values are winsorised here: ten deviations are an artefact, not a measurement. */
  public static final float LIMIT = 10f;

  /**
   * That of pixels: where most of a picture is black, what it shows lies beyond ten deviations, and
   * values are bounded anyway.
   */
  public static final float PIXEL_LIMIT = 100f;

  /** One value has no scale; from two on there is one. */
  private static final long FEWEST = 2;

  /** Least deviation relative to the magnitude of the mean: below it a cell counts as constant. */
  private static final double RELATIVE_FLOOR = 1e-6;

  /** Least deviation at all, for cells that are constantly zero. */
  private static final double ABSOLUTE_FLOOR = 1e-8;

  /**
   * A value this many times farther from the mean than spread, level and one unit are is no
   * measurement (uninitialised memory, a lost decimal point in an exponent). It enters the
   * statistics like one at the limit; as it stands, one would hide all later values of its cell in
   * its deviation.
   */
  private static final double ARTEFACT = 1e9;

  private final float limit;
  private final long[] count;
  private final double[] mean;
  private final double[] squares;

  public RunningStandardiser(int cells) {
    this(cells, LIMIT);
  }

  /**
   * @param limit greatest standardised value, in deviations
   */
  public RunningStandardiser(int cells, float limit) {
    this.limit = limit;
    count = new long[cells];
    mean = new double[cells];
    squares = new double[cells];
  }

  public int cells() {
    return count.length;
  }

  /** Takes one finite value into the statistics of a cell; others are ignored. */
  public void observe(int cell, double value) {
    if (!Double.isFinite(value)) {
      return;
    }
    double apart = value - mean[cell];
    if (ready(cell) && Math.abs(apart) > ARTEFACT && artefact(cell, Math.abs(apart))) {
      value = mean[cell] + Math.signum(apart) * limit * deviation(cell);
    }
    count[cell]++;
    double delta = value - mean[cell];
    mean[cell] += delta / count[cell];
    squares[cell] += delta * (value - mean[cell]);
  }

  private boolean artefact(int cell, double distance) {
    return distance > ARTEFACT * Math.max(Math.abs(mean[cell]), deviation(cell));
  }

  /** Whether the cell has seen enough to standardise; before that, values count as missing. */
  public boolean ready(int cell) {
    return count[cell] >= FEWEST;
  }

  public long count(int cell) {
    return count[cell];
  }

  public double mean(int cell) {
    return mean[cell];
  }

  /** Population standard deviation, with a floor for constant cells. */
  public double deviation(int cell) {
    double floor = Math.max(ABSOLUTE_FLOOR, RELATIVE_FLOOR * Math.abs(mean[cell]));
    return ready(cell) ? Math.max(floor, Math.sqrt(squares[cell] / count[cell])) : floor;
  }

  /** The value in running standard deviations, within the limit; ask {@link #ready} first. */
  public float standardise(int cell, double value) {
    return standardise(value, mean[cell], deviation(cell));
  }

  private float standardise(double value, double mean, double deviation) {
    return (float) Math.max(-limit, Math.min(limit, (value - mean) / deviation));
  }

  /**
   * Standardises a grid in which these cells repeat, such as the channels of every step. What is
   * absent, not finite or not {@link #ready} is left as it is.
   *
   * @param values the grid, of a multiple of {@link #cells} values
   * @param present 1 where there is a value
   * @param standardised gets the values in running standard deviations
   * @param marks gets 1 where it got a value
   */
  public void standardise(float[] values, byte[] present, float[] standardised, float[] marks) {
    for (int cell = 0; cell < count.length; cell++) {
      if (!ready(cell)) {
        continue;
      }
      double centre = mean[cell];
      double deviation = deviation(cell);
      for (int i = cell; i < values.length; i += count.length) {
        if (present[i] > 0 && Float.isFinite(values[i])) {
          standardised[i] = standardise(values[i], centre, deviation);
          marks[i] = 1;
        }
      }
    }
  }

  public void write(StateWriter out) {
    out.writeLongs(count);
    out.writeDoubles(mean);
    out.writeDoubles(squares);
  }

  public void read(StateReader in) {
    in.readLongsInto(count);
    in.readDoublesInto(mean);
    in.readDoublesInto(squares);
  }
}
