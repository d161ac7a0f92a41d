package io.headwater.score;

import io.headwater.config.ConfigFingerprint;
import io.headwater.config.HeadwaterConfig;
import io.headwater.config.ModelShape;
import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.WindowEstimate;
import io.headwater.job.Estimators;
import io.headwater.job.SmallWard;
import io.headwater.learn.EstimatorFactory;
import io.headwater.learn.LatentRecord;
import io.headwater.window.AlignedWindow;
import io.headwater.window.InputRange;
import io.headwater.window.SampleGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Real models of the small ward and what they infer of a window, number by number. */
public final class ScoreCase {
  static final HeadwaterConfig CONFIG = SmallWard.config();
  static final ModelShape SHAPE = ModelShape.of(CONFIG);
  static final String FINGERPRINT = SHAPE.fingerprint();
  static final EstimatorFactory FACTORY = Estimators.factory(CONFIG);

  private static final long MINUTE = 60_000_000L;

  private ScoreCase() {}

  /** Window i, a function of i alone. */
  static AlignedWindow window(int i) {
    return window(CONFIG, i);
  }

  private static AlignedWindow window(HeadwaterConfig config, int i) {
    SplittableRandom random = new SplittableRandom(i);
    List<SampleGrid> grids = new ArrayList<>();
    for (ModalityShape shape : Estimators.shapes(config)) {
      float[] values = new float[shape.steps() * shape.channels()];
      for (int at = 0; at < values.length; at++) {
        values[at] = (float) (10 + random.nextGaussian());
      }
      byte[] present = new byte[values.length];
      Arrays.fill(present, (byte) 1);
      grids.add(new SampleGrid(shape.name(), shape.steps(), shape.channels(), values, present, 0));
    }
    return new AlignedWindow(
        "s" + i % 3, i * MINUTE, (i + 1) * MINUTE, grids, List.of(new InputRange("t-0", i, i)));
  }

  /** A model that has taken so many steps. */
  public static LoadedModel model(int steps) {
    return model(CONFIG, steps);
  }

  /** The same of another configuration. */
  public static LoadedModel model(HeadwaterConfig config, int steps) {
    List<AlignedWindow> batch = new ArrayList<>();
    for (int i = 1000; i < 1016; i++) {
      batch.add(window(config, i));
    }
    try (Estimator estimator = Estimators.factory(config).create(EstimatorFactory.CPU)) {
      estimator.observe(batch);
      for (int step = 0; step < steps; step++) {
        estimator.step(batch);
      }
      return new LoadedModel(steps, ConfigFingerprint.of(config), "", estimator.save());
    }
  }

  /** What a saved model says of windows, asked directly. */
  public static List<String> inferred(
      EstimatorFactory factory, byte[] state, long version, List<AlignedWindow> windows) {
    try (Estimator estimator = factory.create(EstimatorFactory.CPU)) {
      estimator.restore(state);
      List<String> bits = new ArrayList<>();
      for (AlignedWindow window : windows) { // one by one, as a scorer meets them
        WindowEstimate estimate = estimator.infer(List.of(window)).get(0);
        bits.add(bits(LatentRecord.of(window, version, estimate)));
      }
      return bits;
    }
  }

  /** Subject, window, version and every number, bit for bit. */
  public static String bits(LatentRecord latent) {
    StringBuilder text = new StringBuilder(latent.subject() + "@" + latent.windowEnd());
    text.append(" v").append(latent.modelVersion());
    for (ModalityEstimate m : latent.estimate().modalities()) {
      text.append(' ').append(m.modality()).append(m.present());
      for (float[] part :
          List.of(m.mean(), m.deviation(), m.exogenousMean(), m.exogenousDeviation())) {
        for (float value : part) {
          text.append(' ').append(Float.floatToIntBits(value));
        }
      }
    }
    return text.toString();
  }
}
