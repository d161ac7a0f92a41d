package io.headwater.model.latent;

import ai.djl.ndarray.NDArray;
import java.util.random.RandomGenerator;

/**
 * Hard-concrete gates on the edges (Louizos, Welling and Kingma 2018, equations 10 to 12): they can
 * be exactly 0 or 1, and the chance of being open is differentiable.
 */
final class EdgeGates {
  private static final double TEMPERATURE = 0.66;
  private static final double STRETCH_LOW = -0.1;
  private static final double STRETCH_HIGH = 1.1;

  /** Gates start open, P(open) = 0.93: an edge closed too early freezes wrong components. */
  private static final double INITIAL_LOGIT = 1;

  /** Gate logits must travel several units while weights travel tenths. */
  private static final double RATE = 10;

  /** log P(gate > 0) is the sigmoid of the logit plus this. */
  private static final double OPEN_OFFSET = -TEMPERATURE * Math.log(-STRETCH_LOW / STRETCH_HIGH);

  /** Where all gradients of a logit are 0 in single precision. */
  private static final float HELD_OPEN = 100;

  static final String PARAMETER = "gate";

  private EdgeGates() {}

  static void declare(ParameterTable table, int nodes) {
    table.add(PARAMETER, 0.05, INITIAL_LOGIT, RATE, nodes, nodes);
  }

  /**
   * Opens gates so far that neither draws nor prices move them again.
   *
   * @param parameters of one replica, changed in place
   * @param edges (parent, child), above 0 for those to open
   */
  static void holdOpen(ParameterTable table, float[] parameters, float[] edges) {
    int gate = table.offset(PARAMETER);
    for (int i = 0; i < edges.length; i++) {
      if (edges[i] > 0) {
        parameters[gate + i] = HELD_OPEN;
      }
    }
  }

  /**
   * @param logistic draws from the standard logistic for random gates, or zeros for the median ones
   * @param mask edges that may exist
   * @return (replica, parent, child), 0 to 1
   */
  static NDArray values(
      Workspace workspace, ParameterTable.Slices p, NDArray logistic, NDArray mask) {
    return concrete(workspace, p.get(PARAMETER).add(logistic)).mul(mask);
  }

  /**
   * Gates drawn anew for every row: a mean over many draws a step gives the logits a steady
   * gradient, and trains the prior for any set of closed edges.
   *
   * @param logistic draws from the standard logistic, (replica, child, row, parent)
   * @return (replica, child, row, parent), 0 to 1
   */
  static NDArray rowValues(
      Workspace workspace, ParameterTable.Slices p, NDArray logistic, NDArray mask) {
    NDArray logits = p.get(PARAMETER).transpose(0, 2, 1).expandDims(2);
    NDArray rowMask = mask.transpose(0, 2, 1).expandDims(2);
    return concrete(workspace, logits.add(logistic)).mul(rowMask);
  }

  private static NDArray concrete(Workspace workspace, NDArray noisyLogits) {
    NDArray soft = workspace.sigmoid(noisyLogits.mul(workspace.scalar(1 / TEMPERATURE)));
    NDArray stretched =
        soft.mul(workspace.scalar(STRETCH_HIGH - STRETCH_LOW)).add(workspace.scalar(STRETCH_LOW));
    return stretched.maximum(workspace.scalar(0)).minimum(workspace.scalar(1));
  }

  /** P(open) of each edge that may exist, 0 elsewhere; (replica, parent, child). */
  static NDArray openProbability(Workspace workspace, ParameterTable.Slices p, NDArray mask) {
    return workspace.sigmoid(p.get(PARAMETER).add(workspace.scalar(OPEN_OFFSET))).mul(mask);
  }

  static float[] logisticDraws(RandomGenerator random, int count) {
    float[] draws = new float[count];
    for (int i = 0; i < count; i++) {
      double u = 1e-4 + (1 - 2e-4) * random.nextDouble();
      draws[i] = (float) (Math.log(u) - Math.log1p(-u));
    }
    return draws;
  }
}
