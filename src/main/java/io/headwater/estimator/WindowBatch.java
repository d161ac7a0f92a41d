package io.headwater.estimator;

import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Windows read by every modality's intake.
 *
 * @param windows what was read
 * @param readings per modality, one reading per window
 */
public record WindowBatch(
    List<AlignedWindow> windows, List<List<ModalityIntake.Reading>> readings) {

  public static WindowBatch read(List<ModalityIntake> intakes, List<AlignedWindow> windows) {
    List<List<ModalityIntake.Reading>> readings = new ArrayList<>();
    for (ModalityIntake intake : intakes) {
      List<ModalityIntake.Reading> column = new ArrayList<>();
      for (AlignedWindow window : windows) {
        column.add(intake.read(window.grid(intake.shape().name())));
      }
      readings.add(column);
    }
    return new WindowBatch(windows, readings);
  }

  /**
   * The windows of one step.
   *
   * @throws IllegalArgumentException when there are none
   */
  public static WindowBatch ofStep(List<ModalityIntake> intakes, List<AlignedWindow> windows) {
    if (windows.isEmpty()) {
      throw new IllegalArgumentException("A step needs at least one window; the batch is empty.");
    }
    return read(intakes, windows);
  }

  /**
   * What a function says of windows, in order, given at most so many at a time.
   *
   * @param rows most windows of a pass
   * @param pass one answer per window of a batch
   */
  public static <T> List<T> inPasses(
      List<ModalityIntake> intakes,
      List<AlignedWindow> windows,
      int rows,
      Function<WindowBatch, List<T>> pass) {
    List<T> out = new ArrayList<>(windows.size());
    for (int from = 0; from < windows.size(); from += rows) {
      int to = Math.min(windows.size(), from + rows);
      out.addAll(pass.apply(read(intakes, windows.subList(from, to))));
    }
    return out;
  }

  public int rows() {
    return windows.size();
  }

  public int modalities() {
    return readings.size();
  }

  public ModalityIntake.Reading reading(int modality, int row) {
    return readings.get(modality).get(row);
  }

  public boolean present(int modality, int row) {
    return reading(modality, row).present();
  }

  /** Per modality, 1 where a row has it, padded with 0. */
  public byte[][] presence(int padded) {
    byte[][] present = new byte[modalities()][padded];
    for (int m = 0; m < present.length; m++) {
      for (int r = 0; r < rows(); r++) {
        present[m][r] = (byte) (present(m, r) ? 1 : 0);
      }
    }
    return present;
  }

  public int presentRows(int modality) {
    return (int) readings.get(modality).stream().filter(ModalityIntake.Reading::present).count();
  }

  /** Inputs of one modality, row-major, padded with empty rows to {@code padded} rows. */
  public float[] inputs(int modality, int padded) {
    int width = reading(modality, 0).input().length;
    float[] out = new float[padded * width];
    for (int r = 0; r < rows(); r++) {
      System.arraycopy(reading(modality, r).input(), 0, out, r * width, width);
    }
    return out;
  }

  /** Summaries of one modality, row-major, padded with empty rows. */
  public float[] targets(int modality, int padded) {
    int width = reading(modality, 0).target().length;
    float[] out = new float[padded * width];
    for (int r = 0; r < rows(); r++) {
      System.arraycopy(reading(modality, r).target(), 0, out, r * width, width);
    }
    return out;
  }
}
