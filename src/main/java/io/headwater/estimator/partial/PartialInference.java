package io.headwater.estimator.partial;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowEstimate;
import io.headwater.estimator.network.BottleneckNetwork;
import io.headwater.estimator.network.Codes;
import io.headwater.estimator.network.FrozenPass;
import io.headwater.estimator.network.LaplacePosterior;
import io.headwater.estimator.network.PredictionErrors;
import io.headwater.model.latent.CodeSample;
import io.headwater.model.latent.LatentModel;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.simple.SimpleMatrix;

/**
 * Estimates of windows from the model as it stands. A shared latent that another present modality
 * shows has that modality's value where its own is absent. Changes nothing.
 */
final class PartialInference {
  /** Half a step of the differences through the latent model, in units of codes. */
  private static final float STEP = 0.05f;

  private final List<ModalityIntake> intakes;
  private final BottleneckNetwork network;
  private final PartialStage stage;

  PartialInference(List<ModalityIntake> intakes, BottleneckNetwork network, PartialStage stage) {
    this.intakes = intakes;
    this.network = network;
    this.stage = stage;
  }

  List<WindowEstimate> infer(List<AlignedWindow> windows) {
    return WindowBatch.inPasses(intakes, windows, FrozenPass.ROWS, this::pass);
  }

  private List<WindowEstimate> pass(WindowBatch batch) {
    try (FrozenPass pass = network.freeze()) {
      float[][] encoded = pass.encode(batch);
      Codes codes = new Codes(encoded, batch.presence(FrozenPass.ROWS));
      Spread spread = stage.decided() ? decided(codes) : undecided(pass, codes, batch);
      List<ExogenousSpread> exogenous = exogenous(pass, codes, batch);
      return assemble(batch, spread, exogenous, PredictionErrors.of(pass, encoded, batch));
    }
  }

  /** Per modality (row, latents). */
  private record Spread(float[][] mean, float[][] deviation) {}

  /** Standardised codes; what is absent is 0 ± 1. */
  private Spread undecided(FrozenPass pass, Codes codes, WindowBatch batch) {
    SharingMaps maps = Deciding.undecided(stage.shapes(), network);
    float[][] mean = maps.components(codes).values();
    float[][] deviation = new float[mean.length][];
    for (int m = 0; m < mean.length; m++) {
      int latents = stage.shapes().get(m).latents();
      deviation[m] = new float[mean[m].length];
      Arrays.fill(deviation[m], 1f);
      SimpleMatrix[] covariances =
          LaplacePosterior.covariances(pass, network.statistics(m), m, codes.values()[m], batch);
      for (int r = 0; r < batch.rows(); r++) {
        double[] variances = maps.variances(m, covariances[r]);
        for (int k = 0; codes.present()[m][r] != 0 && k < latents; k++) {
          deviation[m][r * latents + k] = (float) Math.sqrt(variances[k]);
        }
      }
    }
    return new Spread(mean, deviation);
  }

  private Spread decided(Codes codes) {
    SharingMaps maps = stage.maps();
    CodeSample sample = maps.blocks(codes);
    float[][] blocks = PartialStage.unmix(sample, stage.model());
    float[][] deviations = deviations(maps, codes, sample, blocks);
    if (stage.model() != null) {
      LatentModel.Prior prior = stage.model().prior(sample);
      fillAbsent(sample, blocks, prior.mean());
      fillAbsent(sample, deviations, prior.deviation());
    } else {
      float[][] ones = new float[deviations.length][];
      for (int b = 0; b < ones.length; b++) {
        ones[b] = new float[deviations[b].length];
        Arrays.fill(ones[b], 1f);
      }
      fillAbsent(sample, deviations, ones);
    }
    float[][] mean = new float[stage.shapes().size()][];
    float[][] deviation = new float[mean.length][];
    for (int m = 0; m < mean.length; m++) {
      mean[m] = stage.published(m, blocks);
      deviation[m] = stage.publishedDeviations(m, deviations);
    }
    return new Spread(mean, deviation);
  }

  private static void fillAbsent(CodeSample sample, float[][] values, float[][] expected) {
    for (int b = 0; b < values.length; b++) {
      int latents = sample.latents()[b];
      for (int at = 0; at < values[b].length; at++) {
        if (sample.present()[b][at / latents] == 0) {
          values[b][at] = expected[b][at];
        }
      }
    }
  }

  /** By linear propagation of the errors of the blocks' own latents, which count as independent. */
  private float[][] deviations(
      SharingMaps maps, Codes codes, CodeSample sample, float[][] components) {
    float[][] variance = new float[components.length][];
    int most = 0;
    for (int b = 0; b < variance.length; b++) {
      variance[b] = new float[components[b].length];
      most = Math.max(most, sample.latents()[b]);
    }
    for (int d = 0; d < most; d++) {
      float[][] plus = PartialStage.unmix(moved(sample, d, STEP), stage.model());
      float[][] minus = PartialStage.unmix(moved(sample, d, -STEP), stage.model());
      for (int b = 0; b < variance.length; b++) {
        int latents = sample.latents()[b];
        for (int at = 0; d < latents && at < variance[b].length; at++) {
          int row = at / latents;
          double slope = (plus[b][at] - minus[b][at]) / (2.0 * STEP);
          double error =
              maps.fusion().errorVariance(maps.layout().slots()[b][d], codes.present(), row);
          variance[b][at] += Double.isNaN(error) ? 0 : (float) (slope * slope * error);
        }
      }
    }
    for (float[] block : variance) {
      for (int at = 0; at < block.length; at++) {
        block[at] = (float) Math.sqrt(block[at]);
      }
    }
    return variance;
  }

  private static CodeSample moved(CodeSample sample, int dimension, float step) {
    float[][] codes = new float[sample.codes().length][];
    for (int b = 0; b < codes.length; b++) {
      int width = sample.latents()[b] + sample.exogenous()[b];
      codes[b] = sample.codes()[b].clone();
      for (int r = 0; dimension < sample.latents()[b] && r < sample.rows(); r++) {
        codes[b][r * width + dimension] += step;
      }
    }
    return new CodeSample(
        sample.rows(),
        sample.latents(),
        sample.exogenous(),
        sample.given(),
        codes,
        sample.present());
  }

  /** Of one modality, (row, exogenous). */
  private record ExogenousSpread(float[] mean, float[] deviation) {}

  private List<ExogenousSpread> exogenous(FrozenPass pass, Codes codes, WindowBatch batch) {
    SharingMaps maps = stage.decided() ? stage.maps() : Deciding.undecided(stage.shapes(), network);
    List<ExogenousSpread> out = new ArrayList<>();
    for (int m = 0; m < stage.shapes().size(); m++) {
      int count = stage.shapes().get(m).exogenous();
      float[] mean = new float[count * batch.rows()];
      float[] deviation = new float[count * batch.rows()];
      Arrays.fill(deviation, 1f);
      SimpleMatrix[] covariances =
          count == 0
              ? null
              : LaplacePosterior.covariances(
                  pass, network.statistics(m), m, codes.values()[m], batch);
      for (int at = 0; at < mean.length; at++) {
        int r = at / count;
        if (batch.present(m, r)) {
          mean[at] = maps.exogenous(m, at % count, codes, r);
          deviation[at] = maps.exogenousDeviation(m, at % count, covariances[r]);
        }
      }
      out.add(new ExogenousSpread(mean, deviation));
    }
    return out;
  }

  private List<WindowEstimate> assemble(
      WindowBatch batch, Spread spread, List<ExogenousSpread> exogenous, PredictionErrors errors) {
    List<WindowEstimate> out = new ArrayList<>();
    for (int r = 0; r < batch.rows(); r++) {
      List<ModalityEstimate> row = new ArrayList<>();
      for (int m = 0; m < stage.shapes().size(); m++) {
        ModalityShape shape = stage.shapes().get(m);
        row.add(
            new ModalityEstimate(
                shape.name(),
                batch.present(m, r),
                part(spread.mean()[m], r, shape.latents()),
                part(spread.deviation()[m], r, shape.latents()),
                part(exogenous.get(m).mean(), r, shape.exogenous()),
                part(exogenous.get(m).deviation(), r, shape.exogenous())));
      }
      out.add(
          new WindowEstimate(
              row, errors.self()[r], errors.meanPredictor()[r], errors.crossMean(r)));
    }
    return out;
  }

  private static float[] part(float[] values, int row, int width) {
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }
}
