package io.headwater.suite.recording;

import io.headwater.config.HeadwaterConfig;
import io.headwater.estimator.ModalityEstimate;
import io.headwater.evaluate.PrincipalComponents;
import io.headwater.learn.LatentRecord;
import io.headwater.sensor.Modality;
import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What a probe may read: one row of numbers for each window, always finite. */
final class Features {
  /** Rows that principal components are taken of, spread evenly; their cost grows with the cube. */
  private static final int MOST_ROWS = 1000;

  private Features() {}

  /** Latents as published, absent modalities filled in by the model. */
  static double[][] latents(List<LatentRecord> estimates) {
    return rows(estimates, m -> doubles(m.mean()));
  }

  /** Latents and exogenous components as published, modality by modality. */
  static double[][] components(List<LatentRecord> estimates) {
    return rows(estimates, m -> DoubleStream.concat(doubles(m.mean()), doubles(m.exogenousMean())));
  }

  private static double[][] rows(
      List<LatentRecord> estimates, Function<ModalityEstimate, DoubleStream> of) {
    return estimates.stream()
        .map(e -> e.estimate().modalities().stream().flatMapToDouble(of::apply).toArray())
        .toArray(double[][]::new);
  }

  private static DoubleStream doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(k -> values[k]);
  }

  /** The first columns of each row. */
  static double[][] first(int columns, double[][] rows) {
    return Arrays.stream(rows).map(r -> Arrays.copyOf(r, columns)).toArray(double[][]::new);
  }

  /**
   * Mean and deviation of each channel within the window: what one would compute first. An absent
   * channel has the mean of the fitted windows.
   */
  static double[][] summaries(
      HeadwaterConfig config, List<AlignedWindow> windows, IntPredicate fitted) {
    double[][] rows = new double[windows.size()][];
    for (int w = 0; w < rows.length; w++) {
      List<Double> row = new ArrayList<>();
      for (Modality modality : config.toModalities()) {
        SampleGrid grid = windows.get(w).grid(modality.name());
        for (int c = 0; c < modality.channels().size(); c++) {
          double[] known = grid == null ? new double[0] : known(grid, c);
          double mean = Arrays.stream(known).average().orElse(Double.NaN);
          row.add(mean);
          row.add(
              Math.sqrt(
                  Arrays.stream(known)
                      .map(v -> (v - mean) * (v - mean))
                      .average()
                      .orElse(Double.NaN)));
        }
      }
      rows[w] = row.stream().mapToDouble(Double::doubleValue).toArray();
    }
    fill(rows, fitted);
    return rows;
  }

  private static double[] known(SampleGrid grid, int channel) {
    return IntStream.range(0, grid.steps())
        .map(s -> s * grid.channels() + channel)
        .filter(i -> grid.present()[i] != 0)
        .mapToDouble(i -> grid.values()[i])
        .toArray();
  }

  private static void fill(double[][] rows, IntPredicate fitted) {
    for (int c = 0; c < rows[0].length; c++) {
      int column = c;
      double mean =
          IntStream.range(0, rows.length)
              .filter(fitted)
              .mapToDouble(r -> rows[r][column])
              .filter(Double::isFinite)
              .average()
              .orElse(0);
      for (double[] row : rows) {
        row[c] = Double.isFinite(row[c]) ? row[c] : mean;
      }
    }
  }

  /**
   * The first principal components of all samples of a window, each channel standardised over the
   * fitted windows and absent samples at its mean.
   */
  static double[][] principal(
      HeadwaterConfig config, List<AlignedWindow> windows, IntPredicate fitted, int components) {
    float[][] samples = new float[windows.size()][];
    Arrays.setAll(samples, w -> new float[0]);
    for (Modality modality : config.toModalities()) {
      append(samples, windows, modality, fitted);
    }
    int[] rows = IntStream.range(0, samples.length).filter(fitted).toArray();
    int taken = Math.min(MOST_ROWS, rows.length);
    float[][] some =
        IntStream.range(0, taken)
            .mapToObj(i -> samples[rows[(int) ((long) i * rows.length / taken)]])
            .toArray(float[][]::new);
    PrincipalComponents principal = PrincipalComponents.of(some, components);
    return Arrays.stream(samples).map(principal::project).toArray(double[][]::new);
  }

  private static void append(
      float[][] samples, List<AlignedWindow> windows, Modality modality, IntPredicate fitted) {
    int channels = modality.channels().size();
    SampleGrid any =
        windows.stream()
            .map(w -> w.grid(modality.name()))
            .filter(g -> g != null)
            .findFirst()
            .orElse(null);
    if (any == null) {
      return;
    }
    double[] mean = new double[channels];
    double[] scale = new double[channels];
    for (int c = 0; c < channels; c++) {
      int channel = c;
      double[] known =
          IntStream.range(0, samples.length)
              .filter(fitted)
              .mapToObj(w -> windows.get(w).grid(modality.name()))
              .filter(g -> g != null)
              .flatMapToDouble(g -> Arrays.stream(known(g, channel)))
              .toArray();
      double average = Arrays.stream(known).average().orElse(0);
      double variance =
          Arrays.stream(known).map(v -> (v - average) * (v - average)).average().orElse(0);
      mean[c] = average;
      scale[c] = variance > 0 ? 1 / Math.sqrt(variance) : 0;
    }
    for (int w = 0; w < samples.length; w++) {
      SampleGrid grid = windows.get(w).grid(modality.name());
      int from = samples[w].length;
      samples[w] = Arrays.copyOf(samples[w], from + any.values().length);
      for (int i = 0; grid != null && i < grid.values().length; i++) {
        if (grid.present()[i] != 0) {
          int c = i % channels;
          samples[w][from + i] = (float) ((grid.values()[i] - mean[c]) * scale[c]);
        }
      }
    }
  }
}
