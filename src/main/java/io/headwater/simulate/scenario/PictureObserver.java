package io.headwater.simulate.scenario;

import io.headwater.sensor.Modality;
import io.headwater.sensor.ModalityKind;
import io.headwater.sensor.Resampling;
import io.headwater.simulate.Draws;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Pictures of 28 × 28 with a real digit or item of clothing, half their size, on black: a
 * re-creation of the variant MNIST of Sun et al. 2025 (table 2), whose generator was not published.
 *
 * <p>The digit is red, green or blue; its latents are its horizontal position and its transparency.
 * The item is grey; its latents are its vertical position and its grey level. In each, position
 * causes light where the graph links them. Which component is which is permuted. Positions are 7 ±
 * 7 tanh(z/2) pixels, between pixels by linear interpolation; brightness is .6 + .4 tanh(z/2).
 * Which digit or item it is, and the colour, is nobody else's affair; the exogenous component of a
 * row is the class. Values are multiples of 1/255, as in a picture file.
 */
final class PictureObserver implements Observer {
  private static final int SIDE = 28;
  private static final int COLOURS = 3;
  private static final double MIDDLE = (SIDE - Thumbnails.SIDE) / 2.0;

  private final long seed;
  private final int position;
  private final String name;
  private final boolean digit;
  private final int placeLatent;
  private final int lightLatent;
  private final Thumbnails thumbnails;

  private PictureObserver(
      long seed,
      int position,
      String name,
      boolean digit,
      int placeLatent,
      int lightLatent,
      Thumbnails thumbnails) {
    this.seed = seed;
    this.position = position;
    this.name = name;
    this.digit = digit;
    this.placeLatent = placeLatent;
    this.lightLatent = lightLatent;
    this.thumbnails = thumbnails;
  }

  static PictureObserver of(
      ScenarioSettings settings, LatentGraph graph, int position, String name, Path images)
      throws IOException {
    boolean digit = graph.order()[0] == position;
    Thumbnails thumbnails =
        digit
            ? Thumbnails.read(images.resolve("mnist"), "train10k")
            : Thumbnails.read(images.resolve("fashion-mnist"), "fashion900");
    int first = position * graph.perModality();
    boolean placeFirst = graph.within()[first][first + 1]; // In both, place causes light.
    return new PictureObserver(
        settings.seed(),
        position,
        name,
        digit,
        placeFirst ? first : first + 1,
        placeFirst ? first + 1 : first,
        thumbnails);
  }

  private int depth() {
    return digit ? COLOURS : 1;
  }

  @Override
  public Sight observe(Components components, int row) {
    SplittableRandom random = Draws.of(seed, Draws.Purpose.IMAGES, row, position);
    int chosen = random.nextInt(thumbnails.labels().length);
    int colour = random.nextInt(depth());
    double place = MIDDLE + MIDDLE * StrictMath.tanh(components.latents()[placeLatent] / 2);
    double light = 0.6 + 0.4 * StrictMath.tanh(components.latents()[lightLatent] / 2);
    float[] values = new float[SIDE * SIDE * depth()]; // (row, column, colour)
    for (int r = 0; r < SIDE; r++) {
      for (int c = 0; c < SIDE; c++) {
        double seen =
            digit
                ? between(thumbnails.pixels()[chosen], r - MIDDLE, c - place)
                : between(thumbnails.pixels()[chosen], r - place, c - MIDDLE);
        values[(r * SIDE + c) * depth() + colour] = Math.round(255 * light * seen) / 255f;
      }
    }
    return new Sight(new double[] {thumbnails.labels()[chosen]}, values);
  }

  /** Bilinear interpolation; black outside. */
  private static double between(float[] pixels, double row, double column) {
    int r = (int) Math.floor(row);
    int c = (int) Math.floor(column);
    double down = row - r;
    double right = column - c;
    return (1 - down) * ((1 - right) * at(pixels, r, c) + right * at(pixels, r, c + 1))
        + down * ((1 - right) * at(pixels, r + 1, c) + right * at(pixels, r + 1, c + 1));
  }

  private static float at(float[] pixels, int row, int column) {
    boolean inside = row >= 0 && row < Thumbnails.SIDE && column >= 0 && column < Thumbnails.SIDE;
    return inside ? pixels[row * Thumbnails.SIDE + column] : 0;
  }

  @Override
  public Modality modality() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < SIDE * SIDE * depth(); i++) {
      names.add("p" + i);
    }
    return new Modality(name, ModalityKind.IMAGE, names, 0, Resampling.MEAN, Scenario.WINDOW);
  }
}
