package io.headwater.simulate.circles;

import io.headwater.simulate.Draws;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A set of circles. Which of colour, size and place causes which is drawn with the seed: a chain, a
 * fork or a collider over them in random order.
 */
public final class Circles {
  /** Pixels along each side of a picture. */
  public static final int SIDE = 16;

  public static final int COLOURS = 3;

  /** Strains of a curve, evenly spaced from 0 to 1. */
  public static final int STRAINS = 20;

  /** Colour, size, place. */
  public static final int CAUSES = 3;

  private static final int COLOUR = 0;
  private static final int SIZE = 1;
  private static final int PLACE = 2;

  /** Deviation of a continuous feature within its category, where categories lie at ±1. */
  private static final double WITHIN = 0.2;

  private static final double PIXEL_NOISE = 0.03;
  private static final double STRESS_NOISE = 0.05;

  /** Logit by which a cause moves its effect up or down. */
  private static final double INFLUENCE = 1.2;

  /** Keys of draws for one row. */
  private static final long HIDDEN = 1;

  private static final long SEEN = 2;

  private final CirclesSettings settings;
  private final boolean[][] dag;
  private final int[] order;
  private final int[] partner;

  public Circles(CirclesSettings settings) {
    this.settings = settings;
    SplittableRandom random = Draws.of(settings.seed(), Draws.Purpose.LINKS);
    order = Draws.permutation(random, CAUSES);
    dag = new boolean[CAUSES][CAUSES];
    int form = random.nextInt(3);
    if (settings.causes() != CirclesSettings.Causes.INDEPENDENT) {
      dag[order[0]][form == 2 ? order[2] : order[1]] = true; // collider: 0 → 2 ← 1
      dag[form == 1 ? order[0] : order[1]][order[2]] = true; // fork: 0 → 1, 0 → 2; chain: 1 → 2
    }
    partner =
        settings.shuffled()
            ? Draws.permutation(
                Draws.of(settings.seed(), Draws.Purpose.PAIRING), settings.samples())
            : null;
  }

  public CirclesSettings settings() {
    return settings;
  }

  /** True graph over colour, size and place [source][target]. */
  public boolean[][] dag() {
    return Arrays.stream(dag).map(boolean[]::clone).toArray(boolean[][]::new);
  }

  /** Whether the curve is declared before the picture: order must not tell anything. */
  public boolean curveFirst() {
    return Draws.of(settings.seed(), Draws.Purpose.MIXING).nextBoolean();
  }

  /**
   * @param index 0 to samples − 1
   */
  public CircleRow row(int index) {
    if (index < 0 || index >= settings.samples()) {
      throw new IndexOutOfBoundsException(
          "Row %d is not among the %d circles.".formatted(index, settings.samples()));
    }
    double[] causes = causes(index);
    double[] own = features(causes, index);
    double[] other = own;
    if (partner != null) {
      other = features(causes(partner[index]), partner[index]);
    }
    SplittableRandom missing = Draws.of(settings.seed(), Draws.Purpose.MISSING, index);
    boolean lacks = missing.nextDouble() < settings.missing();
    boolean lacksPicture = missing.nextBoolean();
    return new CircleRow(
        causes,
        lacks && lacksPicture ? null : picture(own, index),
        lacks && !lacksPicture ? null : curve(other, index));
  }

  private double[] causes(int index) {
    SplittableRandom random = Draws.of(settings.seed(), Draws.Purpose.CAUSES, index, HIDDEN);
    double[] causes = new double[CAUSES];
    for (int node : order) {
      double logit = 0;
      double pull = 0;
      for (int parent = 0; parent < CAUSES; parent++) {
        if (dag[parent][node]) {
          logit += INFLUENCE * (2 * causes[parent] - 1);
          pull += 0.5 * (2 * causes[parent] - 1);
        }
      }
      boolean continuous = settings.causes() == CirclesSettings.Causes.BLOB;
      double drawn = continuous ? pull + 0.8 * random.nextGaussian() : random.nextDouble();
      if (continuous) {
        causes[node] = (drawn + 1) / 2;
      } else {
        causes[node] = drawn < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
      }
    }
    return causes;
  }

  /** Continuous colour, size and place, categories at −1 and 1. */
  private double[] features(double[] causes, int index) {
    SplittableRandom random = Draws.of(settings.seed(), Draws.Purpose.CAUSES, index, SEEN);
    double[] features = new double[CAUSES];
    for (int k = 0; k < CAUSES; k++) {
      features[k] = 2 * causes[k] - 1 + WITHIN * random.nextGaussian();
    }
    return features;
  }

  /** A disc between red and blue, small or large, left or right, on black. */
  private float[] picture(double[] features, int index) {
    SplittableRandom random = Draws.of(settings.seed(), Draws.Purpose.IMAGES, index);
    double radius = 3.4 + 0.9 * features[SIZE];
    double column = 7.5 + 2.2 * features[PLACE];
    double row = 7.5 + 0.4 * random.nextGaussian();
    double blue = 1 / (1 + Math.exp(-1.5 * features[COLOUR]));
    double[] paint = {1 - blue, 0.4, blue};
    float[] pixels = new float[SIDE * SIDE * COLOURS];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double inside = radius - Math.hypot(x - column, y - row) + 0.5;
        double cover = Math.max(0, Math.min(1, inside));
        for (int colour = 0; colour < COLOURS; colour++) {
          double value = cover * paint[colour] + PIXEL_NOISE * random.nextGaussian();
          pixels[(y * SIDE + x) * COLOURS + colour] = (float) value;
        }
      }
    }
    return pixels;
  }

  /** Stress at each strain: colour sets the yield stress, size the yield strain, place the rest. */
  private float[] curve(double[] features, int index) {
    SplittableRandom random = Draws.of(settings.seed(), Draws.Purpose.SAMPLES, index);
    double yieldStrain = Math.max(0.1, Math.min(0.9, 0.45 + 0.12 * features[SIZE]));
    double yieldStress = 1.5 + 0.5 * features[COLOUR];
    double hardening = 1 + 0.9 * features[PLACE];
    float[] stress = new float[STRAINS];
    for (int i = 0; i < STRAINS; i++) {
      double strain = i / (STRAINS - 1.0);
      double value =
          strain < yieldStrain
              ? yieldStress / yieldStrain * strain
              : yieldStress + hardening * (strain - yieldStrain);
      stress[i] = (float) (value + STRESS_NOISE * random.nextGaussian());
    }
    return stress;
  }
}
