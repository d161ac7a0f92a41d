package io.headwater.model.sharing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.model.CodeTerm;
import io.headwater.model.StagingBuffers;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;

/**
 * The module as any encoder uses it, in one line of a step:
 *
 * <pre>{@code
 * loss = loss.add(sharing.loss(codes, present, steps, step, staging));
 * }</pre>
 *
 * <p>Where that step is skipped, {@link #undo} takes back what it left here.
 *
 * <p>It follows the codes' moments, turns them to the axes on which modalities go together, and
 * pulls matched components together. It has no parameters that are learned by gradient. The loss
 * must hold something that keeps codes from collapsing, such as a reconstruction.
 */
public final class PartialSharing implements CodeTerm {
  /** Some thirty batches: the axes must follow encoders that move. */
  private static final double DECAY = 0.97;

  /** Steps between two solves for the axes. */
  private static final int AXES_EVERY = 10;

  private final int[] widths;
  private final PullSchedule schedule;
  private CodeMoments moments;
  private SharedAxes axes;
  private boolean turned;
  private Before before;

  /** What was known before a step. */
  private record Before(CodeMoments moments, SharedAxes axes, boolean turned) {}

  /**
   * @param widths leading code dimensions of each modality that may be shared
   */
  public PartialSharing(int[] widths, PullSchedule schedule) {
    this.widths = widths.clone();
    this.schedule = schedule;
    moments = new CodeMoments(widths, DECAY);
    axes = SharedAxes.identity(widths);
    before = new Before(moments.copy(), axes, turned);
  }

  /**
   * The module's loss, a scalar to be added inside a gradient scope: its value, and by codes the
   * gradient of the matching cost with plan, axes and normal scores held constant.
   *
   * @param codes per modality (window, code); the first dimensions may be shared
   * @param present per modality, 1 where a window has it
   * @param steps steps so far
   */
  @Override
  public NDArray loss(
      NDArray[] codes, byte[][] present, long steps, NDManager step, StagingBuffers staging) {
    ComponentRows rows = leading(codes, present);
    before = new Before(moments.copy(), axes, turned);
    if (!finite(rows)) {
      return step.zeros(new Shape()); // the step is about to be skipped; nothing of it may stay
    }
    moments.observe(rows);
    if (schedule.weight(steps) == 0 || !moments.ready()) {
      return step.zeros(new Shape());
    }
    if (!turned || steps % AXES_EVERY == 0) {
      axes = SharedAxes.of(moments, turned ? axes : null);
      turned = true;
    }
    SharingPull.Value value =
        SharingPull.of(axes.components(rows), schedule.kappa(steps), schedule.blur(steps));
    float[][] gradients = axes.pullBack(value.gradients());
    double weight = schedule.weight(steps);
    double constant = weight * value.loss();
    NDArray loss = step.zeros(new Shape());
    for (int m = 0; m < codes.length; m++) {
      int all = (int) codes[m].getShape().get(1);
      float[] padded = new float[present[m].length * all];
      for (int at = 0; at < gradients[m].length; at++) {
        int place = at / widths[m] * all + at % widths[m];
        padded[place] = (float) (weight * gradients[m][at]);
        constant -= padded[place] * (double) rows.values()[m][at];
      }
      NDArray gradient = staging.stage(step, padded, codes[m].getShape());
      loss = loss.add(codes[m].mul(gradient).sum());
    }
    return loss.add(staging.stage(step, constant));
  }

  /**
   * As if {@link #loss} had not been asked last: its step was skipped, for an exploded gradient.
   */
  @Override
  public void undo() {
    moments = before.moments().copy();
    axes = before.axes();
    turned = before.turned();
  }

  private ComponentRows leading(NDArray[] codes, byte[][] present) {
    float[][] values = new float[codes.length][];
    for (int m = 0; m < values.length; m++) {
      int all = (int) codes[m].getShape().get(1);
      values[m] = leading(codes[m].toFloatArray(), all, widths[m]);
    }
    return new ComponentRows(widths, values, present);
  }

  private static boolean finite(ComponentRows rows) {
    for (float[] values : rows.values()) {
      for (float value : values) {
        if (!Float.isFinite(value)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The first dimensions of each row. */
  public static float[] leading(float[] codes, int all, int wanted) {
    float[] out = new float[codes.length / all * wanted];
    for (int at = 0; at < out.length; at++) {
      out[at] = codes[at / wanted * all + at % wanted];
    }
    return out;
  }

  /** Writes moments and axes. */
  public void write(StateWriter out) {
    moments.write(out);
    out.writeBoolean(turned);
    axes.write(out);
  }

  /** Reads what {@link #write} wrote. */
  public void read(StateReader in) {
    moments.read(in);
    turned = in.readBoolean();
    axes = SharedAxes.read(in, widths);
  }
}
