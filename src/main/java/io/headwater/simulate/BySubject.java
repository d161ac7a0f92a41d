package io.headwater.simulate;

import io.headwater.graph.CausalGraph;
import io.headwater.sensor.Modality;
import io.headwater.sensor.SensorChunk;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Other rows, one subject after the other, where subjects differ: three tenths of the variance of
 * the first latent lie between them. Which rows there are stays as it was, so that only the order
 * in which they come can make a difference to a learner.
 *
 * @param of the rows in their own order
 * @param place of each row in that order, by its new one
 * @param subjects that share them
 * @param startMicros of the first window, microseconds since the epoch
 */
public record BySubject(SimulatedRows of, int[] place, int subjects, long startMicros)
    implements SimulatedRows {
  /** Rows that can be had in this order by name, beside {@code t-by-subject}. */
  public static final List<String> BASES = List.of("l", "w", "b-two", "b-yao");

  private static final String SUFFIX = "-by-subject";
  private static final int SUBJECTS = 24;
  private static final double BETWEEN = 0.3;

  /** Keeps these draws apart from those of the rows. */
  private static final int ORDER = 1;

  public static BySubject of(SimulatedRows rows, long seed) {
    int subjects = Math.min(SUBJECTS, rows.rows());
    return new BySubject(rows, place(rows, subjects, seed), subjects, rows.row(0).startMicros());
  }

  /** Ids of {@link #BASES} in this order. */
  public static List<String> ids() {
    return BASES.stream().map(BySubject::id).toList();
  }

  public static String id(String base) {
    return base + SUFFIX;
  }

  /** The rows that an id has in this order, if it is one of {@link #ids}. */
  public static Optional<String> base(String id) {
    return BASES.stream().filter(base -> id.equals(id(base))).findFirst();
  }

  /** One line on what it is. */
  public static String summary(String base) {
    return base + " with subjects that differ, one after the other";
  }

  /** Sorts by the latent and much noise, cuts into subjects, and shuffles these. */
  private static int[] place(SimulatedRows rows, int subjects, long seed) {
    SplittableRandom random = Draws.of(seed, Draws.Purpose.SUBJECTS, ORDER);
    double[] latent = IntStream.range(0, rows.rows()).mapToDouble(i -> first(rows, i)).toArray();
    double mean = Arrays.stream(latent).average().orElse(0);
    double variance = Arrays.stream(latent).map(z -> (z - mean) * (z - mean)).average().orElse(0);
    double scale = variance > 0 ? Math.sqrt(BETWEEN / variance) : 0;
    double[] leaning =
        Arrays.stream(latent)
            .map(z -> scale * (z - mean) + Math.sqrt(1 - BETWEEN) * random.nextGaussian())
            .toArray();
    int[] sorted =
        IntStream.range(0, latent.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> leaning[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return Arrays.stream(Draws.permutation(random, subjects))
        .boxed()
        .flatMapToInt(
            subject ->
                Arrays.stream(
                        sorted,
                        first(subject, subjects, latent.length),
                        first(subject + 1, subjects, latent.length))
                    .sorted())
        .toArray();
  }

  private static double first(SimulatedRows rows, int index) {
    return rows.row(index).latents()[0];
  }

  /** First row of a subject. */
  private static int first(int subject, int subjects, int rows) {
    return (int) ((long) subject * rows / subjects);
  }

  @Override
  public SimulatedRow row(int index) {
    SimulatedRow row = of.row(place[index]);
    int turn = (int) (((long) index * subjects + subjects - 1) / rows());
    String subject = "subject-%02d".formatted(turn + 1);
    long start = startMicros + index * (window().toNanos() / 1000);
    List<SensorChunk> chunks =
        row.chunks().stream()
            .map(c -> SimulatedRows.chunk(subject, sensor(c.modality()), start, c.values(), index))
            .toList();
    return new SimulatedRow(subject, start, row.latents(), chunks);
  }

  private Modality sensor(String name) {
    return sensors().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  @Override
  public int rows() {
    return of.rows();
  }

  @Override
  public List<Modality> sensors() {
    return of.sensors();
  }

  @Override
  public Duration window() {
    return of.window();
  }

  @Override
  public CausalGraph truth() {
    return of.truth();
  }

  @Override
  public String configuration(String kind) {
    return of.configuration(kind);
  }

  @Override
  public String kind() {
    return of.kind();
  }

  @Override
  public Object settings() {
    return Map.of("rows", of.settings(), "arrangement", "by-subject");
  }

  @Override
  public String settingsFile() {
    return of.settingsFile();
  }
}
