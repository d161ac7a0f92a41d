package io.headwater.model.mixture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.headwater.model.Scalars;
import io.headwater.model.StagingBuffers;
import io.headwater.model.SteadyProduct;
import java.util.random.RandomGenerator;

/**
 * A factorial mixture as the prior of a step, by one sample of all nodes in the place of the sum
 * over outcomes. Parents come first; a node's posterior q(c_l | z, parents) is its table and the
 * evidence of the code together, its sample Gumbel-softmax (Jang et al. 2017; Maddison et al. 2017)
 * with straight-through gradient, so that children see whole categories and gradients pass. The
 * bound's L3 is the sum of the nodes' divergences from their tables given the sampled parents, and
 * L2 is taken at the sampled effects.
 */
public final class FactorialPrior implements LatentPrior {
  private final NodeTables tables;
  private final Scalars scalars;
  private final boolean hard;
  private final NDArray weight; // (dimension, category)
  private final NDArray shift; // (1, category)
  private final NDArray effect; // (category, dimension)
  private final NDArray origin; // (1, dimension)
  private final NDArray variance; // (1, dimension)
  private final NDArray logVariance; // (1, dimension)
  private final NDArray gumbel; // (row, category)
  private final NDArray perTemperature; // ()
  private final NDArray[] logTable; // per node (parents' categories, category)

  /**
   * @param temperature of the samples: at 1 as soft as the posterior, towards 0 whole categories
   * @param hard whether samples are whole categories with the gradient of soft ones
   */
  public FactorialPrior(
      FactorialPosterior posterior,
      double temperature,
      boolean hard,
      int rows,
      RandomGenerator random,
      NDManager step,
      StagingBuffers staging,
      Scalars scalars) {
    this.scalars = scalars;
    this.hard = hard;
    tables = posterior.tables();
    FactorialMixture mixture = posterior.mixture();
    NodeDetector.Readout readout = posterior.detector().readout();
    int dims = mixture.dimensions();
    int categories = mixture.space().indicators();
    weight = staging.stage(step, flat(readout.weight()), new Shape(dims, categories));
    shift = staging.stage(step, flat(readout.shift()), new Shape(1, categories));
    effect = staging.stage(step, flat(mixture.effect()), new Shape(categories, dims));
    origin = staging.stage(step, flat(mixture.origin()), new Shape(1, dims));
    variance = staging.stage(step, flat(mixture.variance()), new Shape(1, dims));
    logVariance = variance.log();
    gumbel = staging.stage(step, gumbels(rows * categories, random), new Shape(rows, categories));
    perTemperature = staging.stage(step, 1 / temperature);
    logTable = new NDArray[mixture.space().nodes()];
    for (int l = 0; l < logTable.length; l++) {
      float[] log = flat(tables.log(l));
      int count = mixture.space().categories(l);
      logTable[l] = staging.stage(step, log, new Shape(log.length / count, count));
    }
  }

  private static float[] flat(double[]... rows) {
    float[] out = new float[rows.length * rows[0].length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) rows[i / rows[0].length][i % rows[0].length];
    }
    return out;
  }

  private static float[] gumbels(int count, RandomGenerator random) {
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      double uniform = Math.max(1e-12, random.nextDouble());
      out[i] = (float) -Math.log(Math.max(1e-12, -Math.log(uniform)));
    }
    return out;
  }

  @Override
  public Term of(MixtureModules.Posterior q, NDArray z) {
    NDList evidence = byNode(SteadyProduct.of(z, weight).add(shift));
    NDList noise = byNode(gumbel);
    NDArray[] sample = new NDArray[logTable.length];
    NDArray divergence = scalars.of(0);
    for (int l : tables.order()) {
      NDArray prior = prior(l, sample);
      NDArray log = evidence.get(l).add(prior).logSoftmax(1);
      divergence = log.exp().mul(log.sub(prior)).sum(new int[] {1}, true).add(divergence);
      NDArray soft = log.add(noise.get(l)).mul(perTemperature).softmax(1);
      sample[l] = hard ? straightThrough(soft) : soft;
    }
    NDArray mean = SteadyProduct.of(NDArrays.concat(new NDList(sample), 1), effect).add(origin);
    NDArray apart = q.mean().sub(mean);
    NDArray squares = apart.square().add(q.variance()).div(variance).add(logVariance);
    NDArray entropy = q.variance().log();
    NDArray code = squares.sub(entropy).sum(new int[] {1}, true).mul(scalars.of(0.5));
    return new Term(code.add(divergence), null);
  }

  private NDList byNode(NDArray categories) {
    OutcomeSpace space = tables.space();
    if (space.nodes() == 1) {
      return new NDList(categories);
    }
    long[] cuts = new long[space.nodes() - 1];
    for (int l = 0; l < cuts.length; l++) {
      cuts[l] = space.offset(l + 1);
    }
    return categories.split(cuts, 1);
  }

  /** Log-table at the sampled parents, (row, category), or (1, category) without any. */
  private NDArray prior(int node, NDArray[] sample) {
    NDArray joint = null;
    for (int parent : tables.parents(node)) {
      NDArray next = sample[parent];
      joint =
          joint == null
              ? next
              : joint
                  .expandDims(2)
                  .mul(next.expandDims(1))
                  .reshape(
                      next.getShape().get(0), joint.getShape().get(1) * next.getShape().get(1));
    }
    return joint == null ? logTable[node] : SteadyProduct.of(joint, logTable[node]);
  }

  /** The likeliest category alone, with the gradient of all. */
  private NDArray straightThrough(NDArray soft) {
    NDArray still = soft.stopGradient();
    NDArray most = still.max(new int[] {1}, true);
    NDArray whole = still.gte(most).toType(DataType.FLOAT32, false);
    return whole.sub(still).add(soft);
  }
}
