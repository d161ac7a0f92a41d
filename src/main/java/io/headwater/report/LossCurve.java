package io.headwater.report;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Losses before learning, in equal parts of the windows in learning order.
 *
 * @param rows windows in all
 * @param points at most {@value #POINTS}
 */
public record LossCurve(long rows, List<Point> points) {
  static final int POINTS = 80;

  /**
   * Some windows in a row; losses in squared running standard deviations, NaN where none was known.
   *
   * @param window number of the last of them
   * @param mean of the losses
   * @param least and {@code greatest}: the envelope, so that no single window is hidden
   * @param greatest of the losses
   * @param meanPredictor mean loss of the running mean per channel
   * @param untrained mean loss of the untrained network
   * @param cross mean loss of predicting modalities from the others' latents
   */
  public record Point(
      long window,
      double mean,
      double least,
      double greatest,
      double meanPredictor,
      double untrained,
      double cross) {}

  static LossCurve read(Path file) throws IOException {
    long[] rows = {0};
    each(file, (row, at) -> rows[0]++);
    long size = Math.max(1, (rows[0] + POINTS - 1) / POINTS);
    List<Point> points = new ArrayList<>();
    Bin[] bin = {new Bin()};
    each(
        file,
        (row, at) -> {
          bin[0].add(row);
          if ((at + 1) % size == 0 || at + 1 == rows[0]) {
            points.add(bin[0].point(at + 1));
            bin[0] = new Bin();
          }
        });
    return new LossCurve(rows[0], points);
  }

  private static void each(Path file, ObjLongConsumer<CSVRecord> to) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      long at = 0;
      for (CSVRecord row : format.parse(reader)) {
        to.accept(row, at++);
      }
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new IOException(
          "The losses in %s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static final class Bin {
    private static final String[] COLUMNS = {
      "loss", "mean_predictor_loss", "untrained_loss", "cross_loss"
    };

    private final double[] sum = new double[COLUMNS.length];
    private final long[] count = new long[COLUMNS.length];
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    void add(CSVRecord row) {
      for (int c = 0; c < COLUMNS.length; c++) {
        String cell = row.get(COLUMNS[c]);
        if (!cell.isEmpty()) {
          double value = Double.parseDouble(cell);
          sum[c] += value;
          count[c]++;
          if (c == 0) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
          }
        }
      }
    }

    Point point(long window) {
      boolean known = count[0] > 0;
      return new Point(
          window,
          mean(0),
          known ? least : Double.NaN,
          known ? greatest : Double.NaN,
          mean(1),
          mean(2),
          mean(3));
    }

    private double mean(int column) {
      return count[column] == 0 ? Double.NaN : sum[column] / count[column];
    }
  }
}
