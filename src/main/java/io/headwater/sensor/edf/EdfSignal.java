package io.headwater.sensor.edf;

/**
 * One signal of a file as its header describes it.
 *
 * @param label label without padding; need not be unique
 * @param unit physical dimension; may be empty
 * @param physicalMin physical value of {@code digitalMin}; may exceed {@code physicalMax}
 * @param physicalMax physical value of {@code digitalMax}
 * @param digitalMin smallest digital value
 * @param digitalMax largest digital value
 * @param samplesPerRecord samples in one data record
 */
public record EdfSignal(
    String label,
    String unit,
    double physicalMin,
    double physicalMax,
    double digitalMin,
    double digitalMax,
    int samplesPerRecord) {

  /** Whether this signal carries annotations (EDF+ 2.2.1) instead of samples. */
  public boolean isAnnotations() {
    return label.equals("EDF Annotations") || label.equals("BDF Annotations");
  }

  /** Physical value of a digital one: the line through both pairs of extremes. */
  public float physical(int digital) {
    double share = (digital - digitalMin) / (digitalMax - digitalMin);
    return (float) (physicalMin + share * (physicalMax - physicalMin));
  }
}
