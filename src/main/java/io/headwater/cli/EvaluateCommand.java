package io.headwater.cli;

import io.headwater.sensor.source.NearestName;
import io.headwater.suite.Evaluation;
import io.headwater.suite.SuiteRequest;
import io.headwater.suite.recording.RecordingSuite;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headwater evaluate}. */
@Command(
    name = "evaluate",
    description = {
      "identification: how well hidden causes are found, on scenarios whose truth is",
      "known, through the same job that replay runs. Scores are of the last model on",
      "windows that it never learned from. Writes identification.md,",
      "identification.json and runs.jsonl.",
      "",
      "recordings: what the latents tell of people whom the learner has not seen, on",
      "real recordings with labels, beside simpler features. Writes recordings.md,",
      "recordings.json and folds.jsonl.",
      "",
      "A suite that was interrupted goes on where it stopped."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  headwater evaluate --suite identification --list",
      "  headwater evaluate --suite identification --rows s1,s-plus --seeds 1-10 --output table/",
      "  headwater evaluate --suite identification --short",
      "  headwater evaluate --suite recordings --input data/ --rows noneeg-phase --seeds 1-3"
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final List<Long> SHORT_SEEDS = List.of(1L);
  private static final int DEFAULT_FOLDS = 4;

  /** What can be measured. */
  enum Suite {
    IDENTIFICATION,
    RECORDINGS
  }

  @Option(
      names = "--suite",
      required = true,
      description = "What to measure: ${COMPLETION-CANDIDATES}.")
  Suite suite;

  @Option(names = "--list", description = "Show the rows and what they are asked to reach.")
  boolean list;

  @Option(
      names = "--rows",
      split = ",",
      paramLabel = "ROW",
      description = "Rows to run, separated by commas; all of them when left out.")
  List<String> rows;

  @Option(
      names = "--seeds",
      converter = NumberList.class,
      paramLabel = "N-M",
      description =
          "Seeds of each row, such as 1-10 (default) or 1,3,7-9; of recordings 1-3 by default.")
  List<Long> seeds;

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
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides one key of each configuration, such as estimator.hidden=32.")
  List<String> overrides = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Folder for the table (default: the name of the suite).")
  Path output;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "DIR",
      description = "Folder that holds the folders of the recordings; --list names them.")
  Path input;

  @Option(
      names = "--folds",
      paramLabel = "N",
      description =
          "Parts that the people of recordings are divided into (default: " + DEFAULT_FOLDS + ").")
  Integer folds;

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
      names = "--resume",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Take over runs that the folder holds already (default).")
  boolean resume;

  @Option(
      names = "--short",
      description = "Two rows, one seed and fewer windows: a minute instead of hours.")
  boolean brief;

  @Option(names = "--single", hidden = true)
  boolean single;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (output == null) {
      output = Path.of(suite.name().toLowerCase(Locale.ROOT));
    }
    if (list) {
      (suite == Suite.RECORDINGS ? RecordingSuite.describeRows() : Evaluation.describeRows())
          .forEach(out::println);
      out.flush();
      return ExitCode.OK.code();
    }
    if (suite == Suite.RECORDINGS) {
      return recordings(out);
    }
    Evaluation evaluation = new Evaluation(request());
    if (single) {
      out.println(evaluation.single());
      out.flush();
      return ExitCode.OK.code();
    }
    int failed =
        evaluation.run(
            new Evaluation.Course(processes, resume, commandLine(), this::singleArguments),
            new SuiteProgress(spec.commandLine().getErr()));
    out.println("The table is in " + output.resolve(Evaluation.MARKDOWN) + ".");
    out.flush();
    return failed == 0 ? ExitCode.OK.code() : ExitCode.FAILED.code();
  }

  private int recordings(PrintWriter out) throws IOException, InterruptedException {
    if (input == null) {
      throw new UsageException(
          "--suite recordings reads recordings; name the folder that holds them with --input DIR.");
    }
    if (brief || samples != null || heldOut != null || images != null || processes != 1) {
      throw new UsageException(
          "--short, --samples, --held-out, --images and --processes belong to --suite identification; leave them out.");
    }
    List<String> known = RecordingSuite.rows();
    for (String row : rows == null ? known : rows) {
      requireKnown(row, known);
    }
    int failed =
        new RecordingSuite(recordingRequest(known))
            .run(new SuiteProgress(spec.commandLine().getErr()));
    out.println("The table is in " + output.resolve(RecordingSuite.MARKDOWN) + ".");
    out.flush();
    return failed == 0 ? ExitCode.OK.code() : ExitCode.FAILED.code();
  }

  private RecordingSuite.Request recordingRequest(List<String> known) {
    try {
      return new RecordingSuite.Request(
          rows == null ? known : rows,
          seeds == null ? new NumberList().convert("1-3") : seeds,
          folds == null ? DEFAULT_FOLDS : folds,
          input,
          output,
          overrides,
          resume,
          commandLine());
    } catch (IllegalArgumentException mistake) {
      throw new UsageException(mistake.getMessage());
    }
  }

  private static void requireKnown(String row, List<String> known) {
    if (!known.contains(row)) {
      throw new UsageException(
          "'%s' is not a row of the suite.%s See them with --list."
              .formatted(row, NearestName.hint(row, known)));
    }
  }

  private List<String> wantedRows() {
    List<String> known = Evaluation.rows();
    List<String> pictures = images == null ? Evaluation.rowsOfPictures() : List.of();
    if (rows == null) {
      return brief
          ? Evaluation.SHORT_ROWS
          : known.stream().filter(row -> !pictures.contains(row)).toList();
    }
    for (String row : rows) {
      requireKnown(row, known);
      if (pictures.contains(row)) {
        throw new UsageException(
            "Row '%s' shows real pictures; name their folder with --images DIR.".formatted(row));
      }
    }
    return rows.stream().distinct().toList();
  }

  private SuiteRequest request() {
    if (input != null || folds != null) {
      throw new UsageException("--input and --folds belong to --suite recordings; leave them out.");
    }
    List<String> wanted = wantedRows();
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
      return new SuiteRequest(wanted, numbers, learned, scored(), settings, output, images);
    } catch (IllegalArgumentException mistake) {
      throw new UsageException(mistake.getMessage());
    }
  }

  private int scored() {
    if (heldOut != null) {
      return heldOut;
    }
    return brief ? Evaluation.SHORT_HELD_OUT : SuiteRequest.DEFAULT_HELD_OUT;
  }

  private String commandLine() {
    StringBuilder line = new StringBuilder("headwater");
    for (String argument : spec.commandLine().getParseResult().originalArgs()) {
      line.append(' ').append(quoted(argument));
    }
    return line.toString();
  }

  private static String quoted(String argument) {
    return argument.matches("[\\w@%+=:,./-]+") ? argument : "'" + argument + "'";
  }

  /** This command for one run, to be done in another process. */
  private List<String> singleArguments(String row, long seed) {
    List<String> arguments =
        new ArrayList<>(
            List.of("evaluate", "--suite", suite.name(), "--single", "--rows", row, "--seeds"));
    arguments.add(String.valueOf(seed));
    arguments.addAll(List.of("--held-out", String.valueOf(scored())));
    arguments.addAll(List.of("--output", output.toString()));
    if (samples != null) {
      arguments.addAll(List.of("--samples", String.valueOf(samples)));
    }
    if (images != null) {
      arguments.addAll(List.of("--images", images.toString()));
    }
    if (brief) {
      arguments.add("--short");
    }
    overrides.forEach(o -> arguments.addAll(List.of("--set", o)));
    return arguments;
  }
}
