package io.headwater.simulate.scenario;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Labelled grey pictures from gzipped idx files (big-endian; magic 2051, count, rows, columns,
 * bytes; labels with magic 2049), halved to 14 × 14 and scaled so that the brightest pixel is 1.
 *
 * @param pixels [picture][row × {@link #SIDE} + column], 0 to 1
 * @param labels class of each picture
 */
record Thumbnails(float[][] pixels, int[] labels) {
  static final int SIDE = 14;

  private static final int IMAGES = 2051;
  private static final int LABELS = 2049;
  private static final int FULL_SIDE = 2 * SIDE;

  /**
   * @param prefix path of the two files up to {@code -images-idx3-ubyte.gz}
   * @throws IOException when one is missing or no idx file of 28 × 28 pictures
   */
  static Thumbnails read(Path folder, String prefix) throws IOException {
    float[][] pixels = pixels(folder.resolve(prefix + "-images-idx3-ubyte.gz"));
    int[] labels = labels(folder.resolve(prefix + "-labels-idx1-ubyte.gz"));
    if (pixels.length != labels.length || labels.length == 0) {
      throw new IOException(
          "%s in %s has %d pictures and %d labels; give files that belong together."
              .formatted(prefix, folder, pixels.length, labels.length));
    }
    return new Thumbnails(pixels, labels);
  }

  private static float[][] pixels(Path file) throws IOException {
    try (DataInputStream in = open(file, IMAGES)) {
      float[][] pixels = new float[in.readInt()][];
      int rows = in.readInt();
      int columns = in.readInt();
      if (rows != FULL_SIDE || columns != FULL_SIDE) {
        throw new IOException(
            "%s holds pictures of %d × %d; 28 × 28 are needed.".formatted(file, rows, columns));
      }
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = halved(in.readNBytes(FULL_SIDE * FULL_SIDE));
      }
      return pixels;
    }
  }

  private static int[] labels(Path file) throws IOException {
    try (DataInputStream in = open(file, LABELS)) {
      int[] labels = new int[in.readInt()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = in.readUnsignedByte();
      }
      return labels;
    }
  }

  private static DataInputStream open(Path file, int magic) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "There is no %s; name the folder that holds mnist and fashion-mnist.".formatted(file));
    }
    DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))));
    int seen = in.readInt();
    if (seen != magic) {
      in.close();
      throw new IOException(
          "%s begins with %d, where an idx file of its kind has %d.".formatted(file, seen, magic));
    }
    return in;
  }

  private static float[] halved(byte[] full) {
    float[] half = new float[SIDE * SIDE];
    float brightest = 0;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        int sum = 0;
        for (int k = 0; k < 4; k++) {
          sum += full[(2 * row + k / 2) * FULL_SIDE + 2 * column + k % 2] & 0xff;
        }
        half[row * SIDE + column] = sum;
        brightest = Math.max(brightest, sum);
      }
    }
    for (int i = 0; i < half.length && brightest > 0; i++) {
      half[i] /= brightest;
    }
    return half;
  }
}
