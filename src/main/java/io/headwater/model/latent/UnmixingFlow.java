package io.headwater.model.latent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.headwater.model.SteadyProduct;
import java.util.List;
import org.ejml.simple.SimpleMatrix;

/**
 * Invertible map from the codes of each modality to its latents: linear layers with bends and
 * affine couplings between them. It cannot fold, and its log-determinant is a sum.
 *
 * <p>A linear layer is {@code x Q (I + L)(diag(exp d) + U) + t} with a fixed random orthogonal Q, a
 * strictly lower L and a strictly upper U (after Kingma and Dhariwal 2018, equation 10). A coupling
 * keeps one half of a modality's dimensions and moves the other by scale and shift computed from
 * the first (Dinh, Sohl-Dickstein and Bengio 2017, equations 7 and 8). A modality with one
 * dimension gets the linear layers only. The exogenous components take part, so that what the
 * encoder left of them in the latents, or of the latents in them, can be undone; at the start they
 * are apart. What a flow is given of shared blocks conditions all its couplings and stays as it is:
 * the map is invertible for every value of it.
 */
final class UnmixingFlow {
  /**
   * Greatest log-scale of one coupling: four of them reach a factor 400, enough for any whitened
   * code.
   */
  private static final double LOG_SCALE_BOUND = 1.5;

  private final LatentLayout layout;
  private final int couplings;
  private final int hidden;
  private final Bends bends;
  private final boolean countsVolume;

  /**
   * @param countsVolume false gives 0 for every log-determinant: an ablation
   */
  UnmixingFlow(LatentLayout layout, int couplings, int hidden, boolean countsVolume) {
    this.layout = layout;
    this.couplings = couplings;
    this.hidden = hidden;
    this.bends = new Bends(layout);
    this.countsVolume = countsVolume;
  }

  boolean countsVolume() {
    return countsVolume;
  }

  /**
   * @param latents (replica, row, node)
   * @param exogenous (replica, modality, row, exogenous width); null where no modality has any
   * @param logDeterminant of each modality's map, (replica, modality, row or 1)
   */
  record Unmixed(NDArray latents, NDArray exogenous, NDArray logDeterminant) {}

  /** x times {@code weights} plus {@code shift}; rows are samples. */
  record LinearLayer(SimpleMatrix weights, SimpleMatrix shift) {}

  /** A linear layer as orthogonal basis times upper triangle with positive diagonal. */
  record Triangular(SimpleMatrix basis, SimpleMatrix upper, SimpleMatrix shift) {}

  /** The linear layer of one modality, from the parameters of one replica. */
  LinearLayer layer(
      ParameterTable table, float[] parameters, float[] bases, int layer, int modality) {
    int size = layout.codeWidth();
    int block = layer * layout.modalities() + modality;
    float[] used = layout.codeMask();
    SimpleMatrix basis = new SimpleMatrix(size, size);
    SimpleMatrix lower = SimpleMatrix.identity(size);
    SimpleMatrix upper = SimpleMatrix.identity(size);
    SimpleMatrix shift = new SimpleMatrix(1, size);
    for (int i = 0; i < size; i++) {
      boolean inside = used[modality * size + i] > 0;
      for (int j = 0; j < size; j++) {
        int at = (block * size + i) * size + j;
        basis.set(i, j, bases[at]);
        boolean both = inside && used[modality * size + j] > 0;
        if (both && j < i) {
          lower.set(i, j, parameters[table.offset("lower") + at]);
        } else if (both && j > i) {
          upper.set(i, j, parameters[table.offset("upper") + at]);
        }
      }
      if (inside) {
        upper.set(i, i, Math.exp(parameters[table.offset("diagonal") + block * size + i]));
        shift.set(0, i, parameters[table.offset("shift") + block * size + i]);
      }
    }
    return new LinearLayer(basis.mult(lower).mult(upper), shift);
  }

  /** Writes a linear layer of one modality into the parameters of one replica. */
  void place(
      ParameterTable table,
      Triangular linear,
      int layer,
      int modality,
      float[] parameters,
      float[] bases) {
    int size = layout.codeWidth();
    int block = layer * layout.modalities() + modality;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        int at = (block * size + i) * size + j;
        bases[at] = (float) linear.basis().get(i, j);
        parameters[table.offset("lower") + at] = 0;
        parameters[table.offset("upper") + at] = j > i ? (float) linear.upper().get(i, j) : 0;
      }
      int at = block * size + i;
      parameters[table.offset("diagonal") + at] = (float) Math.log(linear.upper().get(i, i));
      parameters[table.offset("shift") + at] = (float) linear.shift().get(0, i);
    }
  }

  /** Copies all linear layers of one modality from one replica to another. */
  void copyLinear(
      ParameterTable table,
      int modality,
      float[] parameters,
      float[] bases,
      float[] toParameters,
      float[] toBases) {
    int size = layout.codeWidth();
    for (int layer = 0; layer < linearLayers(); layer++) {
      int block = layer * layout.modalities() + modality;
      System.arraycopy(bases, block * size * size, toBases, block * size * size, size * size);
      for (String square : List.of("lower", "upper")) {
        int at = table.offset(square) + block * size * size;
        System.arraycopy(parameters, at, toParameters, at, size * size);
      }
      for (String line : List.of("diagonal", "shift")) {
        int at = table.offset(line) + block * size;
        System.arraycopy(parameters, at, toParameters, at, size);
      }
    }
  }

  int linearLayers() {
    return couplings + 1;
  }

  void declare(ParameterTable table) {
    int modalities = layout.modalities();
    int width = layout.codeWidth();
    table.add("lower", 0, linearLayers(), modalities, width, width);
    table.add("upper", 0, linearLayers(), modalities, width, width);
    table.add("diagonal", 0, linearLayers(), modalities, width);
    table.add("shift", 0, linearLayers(), modalities, 1, width);
    for (int l = 0; l < couplings; l++) {
      bends.declare(table, l);
    }
    double fanIn = Math.max(1, width / 2);
    for (int l = 0; l < couplings; l++) {
      table.add("couplingIn" + l, Math.sqrt(1 / fanIn), modalities, width, hidden);
      table.add("couplingMid" + l, Math.sqrt(1.0 / hidden), modalities, hidden, hidden);
      table.add("couplingMidBias" + l, 0.1, modalities, 1, hidden);
      table.add("couplingOut" + l, 0.02, modalities, hidden, 2L * width);
      table.add("couplingOutBias" + l, 0, modalities, 1, 2L * width);
    }
  }

  /**
   * @param bases fixed orthogonal matrices, (replica, layer, modality, code width, code width)
   */
  Unmixed apply(Workspace workspace, ParameterTable.Slices p, NDArray bases, RowBatch batch) {
    Mapped mapped = map(workspace, p, bases, batch);
    NDArray h = mapped.code();
    boolean withExogenous = layout.exogenousWidth() > 0;
    NDList parts = withExogenous || layout.heldWidth() > 0 ? h.split(ends(), 3) : new NDList(h);
    NDArray latents =
        parts
            .get(0)
            .transpose(0, 2, 1, 3)
            .reshape(new Shape(h.getShape().get(0), batch.rows(), layout.nodes()));
    return new Unmixed(latents, withExogenous ? parts.get(1) : null, mapped.logDeterminant());
  }

  /** Where latents end, and where exogenous components end unless they are the last. */
  private long[] ends() {
    return layout.heldWidth() > 0 && layout.exogenousWidth() > 0
        ? new long[] {layout.width(), layout.heldPlace()}
        : new long[] {layout.width()};
  }

  /** All dimensions of the unmixed code, (replica, modality, row, code width). */
  NDArray code(Workspace workspace, ParameterTable.Slices p, NDArray bases, RowBatch batch) {
    return map(workspace, p, bases, batch).code();
  }

  private record Mapped(NDArray code, NDArray logDeterminant) {}

  private Mapped map(Workspace workspace, ParameterTable.Slices p, NDArray bases, RowBatch batch) {
    int modalities = layout.modalities();
    int width = layout.codeWidth();
    NDArray diagonal =
        p.get("diagonal").mul(workspace.array(layout.codeMask(), 1, 1, modalities, width));
    NDList weights = linearWeights(workspace, p, bases, diagonal);
    NDList shifts =
        p.get("shift")
            .mul(workspace.array(layout.codeMask(), 1, 1, modalities, 1, width))
            .split(linearLayers(), 1);
    NDArray logDeterminant = diagonal.sum(new int[] {1, 3}).expandDims(2);
    NDArray h = batch.codes();
    for (int l = 0; l < linearLayers(); l++) {
      h = SteadyProduct.of(h, weights.get(l).squeeze(1)).add(shifts.get(l).squeeze(1));
      if (l < couplings) {
        Bends.Bent bent = bends.apply(workspace, p, l, h);
        h = bent.code();
        logDeterminant = logDeterminant.add(bent.logDeterminant());
        NDArray conditioning = workspace.array(layout.conditioningMask(l), 1, modalities, 1, width);
        NDArray coupled = workspace.array(layout.coupledMask(l), 1, modalities, 1, width);
        NDArray u = couplingNet(workspace, p, l, h.mul(conditioning).add(coupled));
        NDList scaleAndShift = u.split(2, 3);
        NDArray logScale = workspace.bounded(scaleAndShift.get(0), LOG_SCALE_BOUND).mul(coupled);
        h = h.mul(logScale.exp()).add(scaleAndShift.get(1).mul(coupled));
        logDeterminant = logDeterminant.add(logScale.sum(new int[] {3}));
      }
    }
    return new Mapped(h, countsVolume ? logDeterminant : logDeterminant.zerosLike());
  }

  private NDList linearWeights(
      Workspace workspace, ParameterTable.Slices p, NDArray bases, NDArray diagonal) {
    int modalities = layout.modalities();
    int width = layout.codeWidth();
    float[] eye = new float[width * width];
    for (int i = 0; i < width; i++) {
      eye[i * width + i] = 1;
    }
    NDArray identity = workspace.array(eye, 1, 1, 1, width, width);
    NDArray below = workspace.array(layout.triangleMask(true), 1, 1, modalities, width, width);
    NDArray above = workspace.array(layout.triangleMask(false), 1, 1, modalities, width, width);
    NDArray lower = p.get("lower").mul(below).add(identity);
    NDArray upper = p.get("upper").mul(above).add(diagonal.exp().expandDims(4).mul(identity));
    return bases.matMul(lower).matMul(upper).split(linearLayers(), 1);
  }

  /**
   * @param kept the conditioning half, with ones in place of the other, whose weights are the bias
   */
  private NDArray couplingNet(Workspace workspace, ParameterTable.Slices p, int l, NDArray kept) {
    NDArray u = workspace.activate(kept.matMul(p.get("couplingIn" + l)));
    u = u.matMul(p.get("couplingMid" + l)).add(p.get("couplingMidBias" + l));
    u = workspace.activate(u);
    return SteadyProduct.of(u, p.get("couplingOut" + l)).add(p.get("couplingOutBias" + l));
  }
}
