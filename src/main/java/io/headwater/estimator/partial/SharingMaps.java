package io.headwater.estimator.partial;

import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.network.BottleneckNetwork;
import io.headwater.estimator.network.CodeStatistics;
import io.headwater.estimator.network.Codes;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.latent.CodeSample;
import io.headwater.model.sharing.ComponentRows;
import io.headwater.model.sharing.Membership;
import io.headwater.model.sharing.PartialSharing;
import io.headwater.model.sharing.SharedAxes;
import io.headwater.model.sharing.SlotFusion;
import java.util.List;
import org.ejml.simple.SimpleMatrix;

/**
 * From the encoders' codes to the blocks of the latent model: axes on which modalities go together,
 * membership, fusion.
 */
final class SharingMaps {
  private final List<ModalityShape> shapes;
  private final SharedAxes axes;
  private final Membership membership;
  private final double[][] reliability;
  private final SlotFusion fusion;
  private final BlockLayout layout;

  /** Per modality, mean and deviation of each exogenous dimension. */
  private final double[][] exogenousScale;

  SharingMaps(
      List<ModalityShape> shapes,
      SharedAxes axes,
      Membership membership,
      double[][] reliability,
      SlotFusion fusion,
      double[][] exogenousScale) {
    this.shapes = shapes;
    this.axes = axes;
    this.membership = membership;
    this.reliability = reliability;
    this.fusion = fusion;
    this.exogenousScale = exogenousScale;
    layout =
        BlockLayout.of(
            membership,
            shapes.stream().map(ModalityShape::name).toList(),
            shapes.stream().mapToInt(ModalityShape::exogenous).toArray());
  }

  static int[] widths(List<ModalityShape> shapes) {
    return shapes.stream().mapToInt(ModalityShape::latents).toArray();
  }

  /** Axes along the code's own dimensions, by its moving statistics. */
  static SharedAxes standardising(List<ModalityShape> shapes, BottleneckNetwork network) {
    SharedAxes axes = SharedAxes.identity(widths(shapes));
    for (int m = 0; m < shapes.size(); m++) {
      CodeStatistics statistics = network.statistics(m);
      for (int k = 0; k < shapes.get(m).latents(); k++) {
        axes.centre()[m][k] = statistics.mean(k);
        axes.matrix()[m].set(k, k, 1 / Math.sqrt(statistics.variance(k)));
      }
    }
    return axes;
  }

  static double[][] exogenousScale(List<ModalityShape> shapes, BottleneckNetwork network) {
    double[][] scale = new double[shapes.size()][];
    for (int m = 0; m < scale.length; m++) {
      ModalityShape shape = shapes.get(m);
      scale[m] = new double[2 * shape.exogenous()];
      for (int k = 0; k < shape.exogenous(); k++) {
        scale[m][2 * k] = network.statistics(m).mean(shape.latents() + k);
        scale[m][2 * k + 1] = Math.sqrt(network.statistics(m).variance(shape.latents() + k));
      }
    }
    return scale;
  }

  SharedAxes axes() {
    return axes;
  }

  Membership membership() {
    return membership;
  }

  double[][] reliability() {
    return reliability;
  }

  BlockLayout layout() {
    return layout;
  }

  SlotFusion fusion() {
    return fusion;
  }

  static ComponentRows latents(List<ModalityShape> shapes, Codes codes) {
    float[][] values = new float[shapes.size()][];
    for (int m = 0; m < values.length; m++) {
      ModalityShape shape = shapes.get(m);
      values[m] = PartialSharing.leading(codes.values()[m], shape.codeWidth(), shape.latents());
    }
    return new ComponentRows(widths(shapes), values, codes.present());
  }

  ComponentRows components(Codes codes) {
    return axes.components(latents(shapes, codes));
  }

  /** Variance of each component that an uncertain code leaves, by the code's covariance. */
  double[] variances(int modality, SimpleMatrix codeCovariance) {
    int latents = shapes.get(modality).latents();
    SimpleMatrix own = codeCovariance.extractMatrix(0, latents, 0, latents);
    SimpleMatrix matrix = axes.matrix()[modality];
    SimpleMatrix spread = matrix.mult(own).mult(matrix.transpose());
    double[] out = new double[latents];
    for (int k = 0; k < latents; k++) {
      out[k] = spread.get(k, k);
    }
    return out;
  }

  /** Codes of the blocks as they enter the latent model. */
  CodeSample blocks(Codes codes) {
    ComponentRows components = components(codes);
    int count = layout.blocks().size();
    int[] latents = new int[count];
    int[] exogenous = new int[count];
    float[][] values = new float[count][];
    byte[][] present = new byte[count][codes.rows()];
    for (int b = 0; b < count; b++) {
      latents[b] = layout.blocks().get(b).latents();
      exogenous[b] = layout.blocks().get(b).exogenous();
      int width = latents[b] + exogenous[b];
      values[b] = new float[codes.rows() * width];
      for (int r = 0; r < codes.rows(); r++) {
        for (int k = 0; k < latents[b]; k++) {
          double value = fusion.value(layout.slots()[b][k], components, r);
          present[b][r] = (byte) (Double.isNaN(value) ? 0 : 1);
          values[b][r * width + k] = Double.isNaN(value) ? 0 : (float) value;
        }
        for (int k = 0; present[b][r] != 0 && k < exogenous[b]; k++) {
          values[b][r * width + latents[b] + k] = exogenous(layout.firstMember(b), k, codes, r);
        }
      }
    }
    return new CodeSample(codes.rows(), latents, exogenous, layout.given(), values, present);
  }

  /** A standardised exogenous dimension of a present modality. */
  float exogenous(int modality, int k, Codes codes, int row) {
    ModalityShape shape = shapes.get(modality);
    float value = codes.values()[modality][row * shape.codeWidth() + shape.latents() + k];
    return (float)
        ((value - exogenousScale[modality][2 * k]) / exogenousScale[modality][2 * k + 1]);
  }

  /** Standard deviation that an uncertain code leaves to an exogenous dimension. */
  float exogenousDeviation(int modality, int k, SimpleMatrix codeCovariance) {
    int at = shapes.get(modality).latents() + k;
    return (float) (Math.sqrt(codeCovariance.get(at, at)) / exogenousScale[modality][2 * k + 1]);
  }

  void write(StateWriter out) {
    axes.write(out);
    membership.write(out);
    for (int m = 0; m < reliability.length; m++) {
      out.writeDoubles(reliability[m]);
      out.writeDoubles(exogenousScale[m]);
    }
    fusion.write(out);
  }

  static SharingMaps read(StateReader in, List<ModalityShape> shapes) {
    SharedAxes axes = SharedAxes.read(in, widths(shapes));
    Membership membership = Membership.read(in, shapes.size());
    double[][] reliability = new double[shapes.size()][];
    double[][] scale = new double[shapes.size()][];
    for (int m = 0; m < scale.length; m++) {
      reliability[m] = new double[shapes.get(m).latents()];
      scale[m] = new double[2 * shapes.get(m).exogenous()];
      in.readDoublesInto(reliability[m]);
      in.readDoublesInto(scale[m]);
    }
    SlotFusion fusion = SlotFusion.read(in, membership.slots().size());
    return new SharingMaps(shapes, axes, membership, reliability, fusion, scale);
  }
}
