package io.headwater.report;

import java.util.List;

/**
 * Who was measured, for how long, and what was missing.
 *
 * @param subjects number of them
 * @param windows number of windows
 * @param windowSeconds length of a window
 * @param hours time of subjects covered by windows, overlaps counted once
 * @param from first moment, ISO-8601 in UTC
 * @param to last moment
 * @param modalities one line each, in declared order
 * @param people one line per subject shown, by name
 * @param peopleLeftOut subjects beyond those
 */
public record DataSummary(
    long subjects,
    long windows,
    double windowSeconds,
    double hours,
    String from,
    String to,
    List<ModalityLine> modalities,
    List<PersonLine> people,
    long peopleLeftOut) {
  /** As many subjects as a table and a chart can show legibly. */
  static final int PEOPLE_SHOWN = 24;

  /** Columns of the presence chart. */
  static final int BINS = 60;

  /**
   * One modality, or shared block.
   *
   * @param presentShare share of windows in which it had data
   * @param hours time covered by such windows
   * @param gaps stretches of a subject, between its first and last data, without such a window
   * @param longestGapMinutes NaN without a gap
   */
  public record ModalityLine(
      String modality, double presentShare, double hours, long gaps, double longestGapMinutes) {}

  /**
   * One subject.
   *
   * @param present by modality: share of windows with data
   * @param track by modality, then by equal parts of the subject's time: share of windows with
   *     data; NaN where there was no window
   */
  public record PersonLine(
      String subject,
      long windows,
      double hours,
      String from,
      List<Double> present,
      List<double[]> track,
      double spanHours) {}
}
