package io.headwater.estimator;

import io.headwater.model.Encoder;
import io.headwater.model.PictureShape;
import io.headwater.model.RunningStandardiser;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.TargetSummary;
import io.headwater.sensor.ModalityKind;
import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.util.List;

/**
 * Turns the grids of one modality into network input and target summary, by running statistics: one
 * per channel (per colour of an image) for the input, one per entry for the summary.
 */
public final class ModalityIntake {
  private final ModalityShape shape;
  private final TargetSummary summary;
  private final RunningStandardiser cells;
  private final RunningStandardiser targets;

  /**
   * One modality of one window, ready for the network.
   *
   * @param input standardised cells, then their marks; length 2 × cells
   * @param target standardised summary, 0 where unknown
   * @param known marks of the summary
   * @param weight of each entry in training, 0 where unknown
   * @param present whether any entry of the summary is known
   */
  public record Reading(
      float[] input, float[] target, float[] known, float[] weight, boolean present) {}

  public ModalityIntake(ModalityShape shape) {
    this.shape = shape;
    boolean image = shape.kind() == ModalityKind.IMAGE;
    if (image
        && shape.channels() != shape.imageHeight() * shape.imageWidth() * shape.imageDepth()) {
      throw new IllegalArgumentException(
          "Image '%s' is %d × %d × %d but declares %d channels; one per pixel and colour is needed."
              .formatted(
                  shape.name(),
                  shape.imageHeight(),
                  shape.imageWidth(),
                  shape.imageDepth(),
                  shape.channels()));
    }
    if (image) {
      summary = TargetSummary.image(shape.imageHeight(), shape.imageWidth(), shape.imageDepth());
    } else if (shape.steps() == 1) {
      summary = TargetSummary.row(shape.channels());
    } else {
      summary = TargetSummary.series(shape.steps(), shape.channels());
    }
    cells =
        image
            ? new RunningStandardiser(shape.imageDepth(), RunningStandardiser.PIXEL_LIMIT)
            : new RunningStandardiser(shape.channels());
    targets = new RunningStandardiser(summary.size());
  }

  /** The network family for this modality's input. */
  public Encoder.Factory encoder() {
    return switch (shape.encoder()) {
      case MLP -> Encoder.dense(cellCount());
      case TEMPORAL_CONVOLUTION -> Encoder.temporalConvolution(shape.steps(), shape.channels());
      case LSTM -> Encoder.recurrent(shape.steps(), shape.channels());
      case CONVOLUTION -> Encoder.image(picture());
      case RESNET_18 -> Encoder.residual(picture(), shape.encoderWidth());
    };
  }

  private PictureShape picture() {
    if (shape.kind() != ModalityKind.IMAGE) {
      throw new IllegalArgumentException(
          ("Modality '%s' is of kind %s but asks for an image encoder; use"
                  + " temporal-convolution, lstm or mlp.")
              .formatted(shape.name(), shape.kind()));
    }
    return new PictureShape(shape.imageHeight(), shape.imageWidth(), shape.imageDepth());
  }

  public ModalityShape shape() {
    return shape;
  }

  public int cellCount() {
    return shape.steps() * shape.channels();
  }

  public int targetCount() {
    return summary.size();
  }

  /** Running mean of a cell's channel, in the unit of the modality; 0 before there is one. */
  public double mean(int cell) {
    return cells.mean(cell % cells.cells());
  }

  /** Running deviation of a cell's channel, over 0. */
  public double deviation(int cell) {
    return cells.deviation(cell % cells.cells());
  }

  /** Takes what windows hold of each modality into its statistics, window by window. */
  public static void observe(List<ModalityIntake> intakes, List<AlignedWindow> windows) {
    for (AlignedWindow window : windows) {
      for (ModalityIntake intake : intakes) {
        SampleGrid grid = window.grid(intake.shape.name());
        if (grid != null) {
          intake.observe(grid);
        }
      }
    }
  }

  /** Takes a grid into the statistics, input first, then the summary under the new input ones. */
  public void observe(SampleGrid grid) {
    check(grid);
    for (int i = 0; i < grid.values().length; i++) {
      if (grid.present()[i] > 0) {
        cells.observe(i % cells.cells(), grid.values()[i]);
      }
    }
    float[] target = new float[targetCount()];
    float[] known = new float[targetCount()];
    summarise(grid, new float[2 * cellCount()], target, known);
    for (int i = 0; i < target.length; i++) {
      if (known[i] > 0) {
        targets.observe(i, target[i]);
      }
    }
  }

  /** Reads a grid under the statistics as they stand; null reads as absent. */
  public Reading read(SampleGrid grid) {
    float[] input = new float[2 * cellCount()];
    float[] target = new float[targetCount()];
    float[] known = new float[targetCount()];
    if (grid != null) {
      check(grid);
      summarise(grid, input, target, known);
    }
    float[] weight = new float[targetCount()];
    boolean present = false;
    for (int i = 0; i < target.length; i++) {
      boolean usable = known[i] > 0 && targets.ready(i);
      target[i] = usable ? targets.standardise(i, target[i]) : 0;
      known[i] = usable ? 1 : 0;
      weight[i] = usable ? summary.weight(i) : 0;
      present |= usable;
    }
    return new Reading(input, target, known, weight, present);
  }

  private void summarise(SampleGrid grid, float[] input, float[] target, float[] known) {
    int n = cellCount();
    float[] values = new float[n];
    float[] marks = new float[n];
    cells.standardise(grid.values(), grid.present(), values, marks);
    System.arraycopy(values, 0, input, 0, n);
    System.arraycopy(marks, 0, input, n, n);
    summary.summarise(values, marks, target, known);
  }

  private void check(SampleGrid grid) {
    if (grid.steps() != shape.steps() || grid.channels() != shape.channels()) {
      throw new IllegalArgumentException(
          "Modality '%s' has a grid of %d × %d in this window, the model expects %d × %d."
              .formatted(
                  shape.name(), grid.steps(), grid.channels(), shape.steps(), shape.channels()));
    }
  }

  public void write(StateWriter out) {
    cells.write(out);
    targets.write(out);
  }

  public void read(StateReader in) {
    cells.read(in);
    targets.read(in);
  }
}
