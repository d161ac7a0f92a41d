package io.headwater.learn;

import io.headwater.config.LearningConfig;
import io.headwater.estimator.EncoderKind;
import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.sun.SunEstimator;
import io.headwater.estimator.sun.SunSettings;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.sensor.ModalityKind;
import io.headwater.window.AlignedWindow;
import io.headwater.window.InputRange;
import io.headwater.window.SampleGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A small stream with a shared cause in two modalities, and small learners for it. Window i is a
 * function of i alone.
 */
final class LearnCase {
  static final long MINUTE = 60_000_000L;
  static final long SEED = 11;
  static final int BATCH = 8;
  static final int HELD_OUT_EVERY = 4;

  /** From here on there are 200 windows to solve on and 50 held out; before, codes stay as is. */
  static final int FIRST_SOLVE = 330;

  static final LearningConfig LEARNING =
      new LearningConfig(
          BATCH, 8, 2, 512, HELD_OUT_EVERY, (long) FIRST_SOLVE, 100L, 60L, 80L, null, null, null);

  static final List<ModalityShape> SHAPES = List.of(shape("wrist", 4, 2), shape("belt", 3, 1));

  static final SunSettings SETTINGS =
      SunSettings.defaults().withHidden(16).withReplicas(1).withRefitSteps(30);

  private LearnCase() {}

  private static ModalityShape shape(String name, int steps, int channels) {
    return new ModalityShape(
        name, ModalityKind.TIME_SERIES, steps, channels, 0, 0, 0, EncoderKind.MLP, 2, 1);
  }

  static Estimator estimator() {
    return SunEstimator.create(SHAPES, SETTINGS, SEED);
  }

  static StreamLearner learner() {
    return new StreamLearner(estimator(), estimator(), LEARNING, SEED);
  }

  static List<AlignedWindow> windows(int from, int to) {
    List<AlignedWindow> windows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      windows.add(window(i));
    }
    return windows;
  }

  static AlignedWindow window(int i) {
    SplittableRandom random = new SplittableRandom(31L * i + 7);
    double cause = random.nextGaussian();
    List<SampleGrid> grids = new ArrayList<>();
    for (ModalityShape shape : SHAPES) {
      double own = random.nextGaussian();
      float[] values = new float[shape.steps() * shape.channels()];
      for (int at = 0; at < values.length; at++) {
        int channel = at % shape.channels();
        values[at] =
            (float)
                (50 + 4 * cause + (channel + 1) * own * cause + own + 0.2 * random.nextGaussian());
      }
      grids.add(grid(shape, values));
    }
    return withGrids(i, grids);
  }

  static AlignedWindow filledWith(int i, float value) {
    List<SampleGrid> grids = new ArrayList<>();
    for (ModalityShape shape : SHAPES) {
      float[] values = new float[shape.steps() * shape.channels()];
      Arrays.fill(values, value);
      grids.add(grid(shape, values));
    }
    return withGrids(i, grids);
  }

  /** Subjects take turns, so windows are in learning order. */
  static AlignedWindow withGrids(int i, List<SampleGrid> grids) {
    return new AlignedWindow(
        "s" + i % 3,
        i / 3 * MINUTE,
        (i / 3 + 1) * MINUTE,
        grids,
        List.of(new InputRange("sensor-0", i, i)));
  }

  private static SampleGrid grid(ModalityShape shape, float[] values) {
    byte[] present = new byte[values.length];
    Arrays.fill(present, (byte) 1);
    return new SampleGrid(shape.name(), shape.steps(), shape.channels(), values, present, 0);
  }

  /** What came out, and in which order. */
  static final class Collected implements LearnerOutputs {
    final List<LatentRecord> latents = new ArrayList<>();
    final List<Double> untrainedLosses = new ArrayList<>();
    final List<CausalGraph> graphs = new ArrayList<>();
    final List<byte[]> models = new ArrayList<>();
    final List<Long> parents = new ArrayList<>();

    @Override
    public void latent(LatentRecord latent, double untrainedLoss) {
      latents.add(latent);
      untrainedLosses.add(untrainedLoss);
    }

    @Override
    public void graph(CausalGraph graph, IdentifiabilityReport report) {
      graphs.add(graph);
    }

    @Override
    public void model(byte[] state, long parentVersion) {
      models.add(state);
      parents.add(parentVersion);
    }

    /** Every latent with all its numbers as they stand, bit for bit. */
    List<String> bits() {
      return latents.stream().map(LearnCase::bits).toList();
    }
  }

  static String bits(LatentRecord latent) {
    StringBuilder text = new StringBuilder();
    text.append(latent.subject()).append('@').append(latent.windowEnd());
    text.append(" v").append(latent.modelVersion());
    latent
        .estimate()
        .modalities()
        .forEach(
            m -> {
              text.append(' ').append(m.modality()).append(m.present());
              for (float[] part :
                  new float[][] {
                    m.mean(), m.deviation(), m.exogenousMean(), m.exogenousDeviation()
                  }) {
                for (float value : part) {
                  text.append(' ').append(Float.floatToRawIntBits(value));
                }
              }
            });
    text.append(' ').append(Double.doubleToLongBits(latent.estimate().loss()));
    text.append(' ').append(Double.doubleToLongBits(latent.estimate().crossLoss()));
    return text.toString();
  }
}
