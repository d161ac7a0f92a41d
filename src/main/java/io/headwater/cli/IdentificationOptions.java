package io.headwater.cli;

import io.headwater.config.EstimatorConfig;
import io.headwater.suite.Evaluation;
import io.headwater.suite.Methods;
import io.headwater.suite.SuiteRequest;
import io.headwater.suite.SuiteRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of {@code headwater evaluate} that belong to the suite on scenarios of known truth. */
final class IdentificationOptions {
  private static final List<Long> SHORT_SEEDS = List.of(1L);

  @Option(
      names = "--samples",
      paramLabel = "N",
      description =
          "Windows learned from; when left out, the scenario's own number less the held-out ones.")
  Integer samples;

  @Option(
      names = "--held-out",
      paramLabel = "N",
      description =
          "Further windows that are only scored (default: " + SuiteRequest.DEFAULT_HELD_OUT + ").")
  Integer heldOut;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Folder with mnist and fashion-mnist, for rows that show pictures.")
  Path images;

  @Option(
      names = "--processes",
      defaultValue = "1",
      paramLabel = "N",
      description = "Runs at a time, each in a process of its own (default: ${DEFAULT-VALUE}).")
  int processes;

  @Option(
      names = "--short",
      description = "Few rows, one seed and fewer windows: a minute instead of hours.")
  boolean brief;

  @Option(
      names = "--estimators",
      split = ",",
      paramLabel = "KIND",
      description = "Of suite methods: the estimators to run (default: those whose row it is).")
  List<String> estimators;

  @Option(names = "--single", hidden = true)
  boolean single;

  /** Refuses what another suite does not know. */
  void requireNone() {
    if (brief
        || estimators != null
        || samples != null
        || heldOut != null
        || images != null
        || processes != 1) {
      throw new UsageException(
          "--short, --estimators, --samples, --held-out, --images and --processes belong to --suite identification and methods; leave them out.");
    }
  }

  /**
   * @param suite its name
   * @param rows null where none are named
   * @param seeds null where none are named
   */
  SuiteRequest request(
      String suite, List<String> rows, List<Long> seeds, List<String> overrides, Path output) {
    boolean methods = suite.equals(Evaluation.METHODS);
    if (!methods && estimators != null) {
      throw new UsageException("--estimators belongs to --suite methods; leave it out.");
    }
    List<String> ids =
        methods
            ? wanted(rows, Methods.known(), Methods.rows(brief))
            : wanted(rows, Evaluation.rows(), byDefault());
    List<SuiteRow> wanted = methods ? methods(ids) : ids.stream().map(SuiteRow::of).toList();
    if (processes < 1) {
      throw new UsageException("--processes is %d; give at least 1.".formatted(processes));
    }
    List<Long> numbers = seeds;
    if (numbers == null) {
      numbers = brief ? SHORT_SEEDS : new NumberList().convert("1-10");
    }
    Integer learned = samples == null && brief ? (Integer) Evaluation.SHORT_SAMPLES : samples;
    List<String> settings = new ArrayList<>(brief ? Evaluation.SHORT_SETTINGS : List.of());
    settings.addAll(overrides);
    try {
      return new SuiteRequest(suite, wanted, numbers, learned, scored(), settings, output, images);
    } catch (IllegalArgumentException mistake) {
      throw new UsageException(mistake.getMessage());
    }
  }

  private static List<String> known(List<String> estimators) {
    if (estimators == null) {
      return null;
    }
    for (String kind : estimators) {
      if (!EstimatorConfig.KINDS.contains(kind)) {
        throw new UsageException(
            "There is no estimator '%s'; use one of %s."
                .formatted(kind, String.join(", ", EstimatorConfig.KINDS)));
      }
    }
    return estimators.stream().distinct().toList();
  }

  private List<SuiteRow> methods(List<String> ids) {
    try {
      return Methods.rows(ids, known(estimators));
    } catch (IllegalArgumentException mistake) {
      throw new UsageException(mistake.getMessage());
    }
  }

  private List<String> byDefault() {
    return brief ? Evaluation.SHORT_ROWS : Evaluation.rowsOfIdentification();
  }

  private List<String> wanted(List<String> rows, List<String> known, List<String> byDefault) {
    List<String> pictures = images == null ? Evaluation.rowsOfPictures() : List.of();
    if (rows == null) {
      return byDefault.stream().filter(row -> !pictures.contains(row)).toList();
    }
    for (String row : rows) {
      UsageException.requireKnownRow(row, known);
      if (pictures.contains(row)) {
        throw new UsageException(
            "Row '%s' shows real pictures; name their folder with --images DIR.".formatted(row));
      }
    }
    return rows.stream().distinct().toList();
  }

  private int scored() {
    if (heldOut != null) {
      return heldOut;
    }
    return brief ? Evaluation.SHORT_HELD_OUT : SuiteRequest.DEFAULT_HELD_OUT;
  }

  /** The same for one run, to be done in another process. */
  List<String> singleRun() {
    List<String> arguments =
        new ArrayList<>(List.of("--single", "--held-out", String.valueOf(scored())));
    if (samples != null) {
      arguments.addAll(List.of("--samples", String.valueOf(samples)));
    }
    if (images != null) {
      arguments.addAll(List.of("--images", images.toString()));
    }
    if (brief) {
      arguments.add("--short");
    }
    return arguments;
  }
}
