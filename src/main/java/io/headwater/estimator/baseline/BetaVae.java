package io.headwater.estimator.baseline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.headwater.estimator.ModalityIntake;
import io.headwater.model.CodeEncoder;
import io.headwater.model.DenseNetwork;
import io.headwater.model.ParameterLayout;
import io.headwater.model.Scalars;
import java.util.ArrayList;
import java.util.List;

/**
 * A BetaVAE (Higgins et al. 2017) of each modality by itself: squared error over two, that is a
 * decoder of unit variance on standardised summaries, plus beta times the divergence from
 * independent normal latents. All its dimensions are published, for it does not tell causes from
 * private noise; scores pick the best.
 */
final class BetaVae implements BaselineObjective {
  private final Scalars scalars;
  private final double beta;
  private final int[] widths;
  private final List<CodeEncoder> encoders = new ArrayList<>();
  private final List<DenseNetwork> decoders = new ArrayList<>();

  BetaVae(
      ParameterLayout layout,
      Scalars scalars,
      List<ModalityIntake> intakes,
      BaselineSettings settings) {
    int hidden = settings.hidden();
    beta = settings.beta();
    this.scalars = scalars;
    widths = intakes.stream().mapToInt(intake -> intake.shape().codeWidth()).toArray();
    for (int m = 0; m < widths.length; m++) {
      ModalityIntake intake = intakes.get(m);
      String name = intake.shape().name();
      int targets = intake.targetCount();
      encoders.add(
          new CodeEncoder(layout, scalars, name, intake.encoder(), hidden, targets, 2 * widths[m]));
      double skip = Math.sqrt(1.0 / widths[m]);
      decoders.add(
          new DenseNetwork(layout, scalars, name + ".decoder", widths[m], hidden, targets, skip));
    }
  }

  @Override
  public int published(int modality) {
    return widths[modality];
  }

  @Override
  public int noiseWidth(int modality) {
    return widths[modality];
  }

  @Override
  public Value evaluate(ParameterLayout.Parameters p, BaselineBatch batch, StepMemory step) {
    NDArray loss = step.zero();
    NDArray[] codes = new NDArray[widths.length];
    for (int m = 0; m < widths.length; m++) {
      BaselineBatch.Block b = batch.modalities()[m];
      NDList posterior = posterior(p, m, b.input(), b.target());
      NDArray mean = posterior.get(0);
      codes[m] = mean;
      NDArray logVariance = posterior.get(1);
      NDArray half = scalars.of(0.5);
      NDArray sample = mean.add(logVariance.mul(half).exp().mul(b.noise()));
      NDArray error = decoders.get(m).apply(p, sample).sub(b.target()).square().mul(b.weight());
      NDArray divergence =
          mean.square()
              .add(logVariance.exp())
              .sub(logVariance)
              .sub(scalars.of(1))
              .mul(b.rowWeight())
              .sum();
      loss = loss.add(error.sum().mul(half)).add(divergence.mul(scalars.of(beta / 2)));
    }
    return new Value(loss, codes);
  }

  /** Mean and logarithm of the variance, (row, width) each. */
  private NDList posterior(ParameterLayout.Parameters p, int m, NDArray input, NDArray target) {
    return encoders.get(m).encode(p, input, target).split(new long[] {widths[m]}, 1);
  }

  @Override
  public NDArray latents(ParameterLayout.Parameters p, int m, NDArray input, NDArray target) {
    return posterior(p, m, input, target).get(0);
  }

  @Override
  public NDArray deviations(ParameterLayout.Parameters p, int m, NDArray input, NDArray target) {
    return posterior(p, m, input, target).get(1).mul(scalars.of(0.5)).exp();
  }

  @Override
  public NDArray reconstruct(ParameterLayout.Parameters p, int m, NDArray input, NDArray target) {
    return decoders.get(m).apply(p, latents(p, m, input, target));
  }
}
