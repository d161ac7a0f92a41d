package io.headwater.sensor.wfdb;

import java.util.OptionalInt;

/**
 * One signal line of a header.
 *
 * @param file signal file, relative to the header
 * @param samplesPerFrame samples in one frame
 * @param byteOffset bytes before the first sample in the signal file
 * @param gain digital units per physical unit
 * @param baseline digital value of physical zero
 * @param unit physical unit
 * @param firstValue digital value of the first sample, when given
 * @param checksum 16-bit sum of all samples, when given
 * @param name description, which serves as the signal's name
 */
public record WfdbSignal(
    String file,
    int samplesPerFrame,
    long byteOffset,
    double gain,
    int baseline,
    String unit,
    OptionalInt firstValue,
    OptionalInt checksum,
    String name) {
  /** The digital value that format 16 reserves for "no valid sample" (signal(5)). */
  static final int MISSING = -32_768;

  /** Physical value; {@code NaN} for the reserved digital value. */
  public float physical(int digital) {
    return digital == MISSING ? Float.NaN : (float) ((digital - baseline) / gain);
  }
}
