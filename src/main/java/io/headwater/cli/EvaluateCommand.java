package io.headwater.cli;

import io.headwater.suite.Evaluation;
import io.headwater.suite.Methods;
import io.headwater.suite.SuiteRow;
import io.headwater.suite.recording.RecordingSuite;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "methods: every system and the baselines to compare with, each on the rows that",
      "are its own, in one table. Writes methods.md, methods.json and runs.jsonl.",
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
      "  headwater evaluate --suite methods --rows s2 --estimators sun,beta-vae --seeds 1-3",
      "  headwater evaluate --suite recordings --input data/ --rows noneeg-phase --seeds 1-3"
    })
final class EvaluateCommand implements Callable<Integer> {
  /** What can be measured. */
  enum Suite {
    IDENTIFICATION,
    METHODS,
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
      names = "--resume",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Take over runs that the folder holds already (default).")
  boolean resume;

  @Mixin IdentificationOptions scenarios;
  @Mixin RecordingOptions recordings;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (output == null) {
      output = Path.of(suite.name().toLowerCase(Locale.ROOT));
    }
    if (list) {
      rowsOfSuite().forEach(out::println);
      out.flush();
      return ExitCode.OK.code();
    }
    int failed = suite == Suite.RECORDINGS ? recordings(out) : scenarios(out);
    out.flush();
    return failed == 0 ? ExitCode.OK.code() : ExitCode.FAILED.code();
  }

  private List<String> rowsOfSuite() {
    return switch (suite) {
      case IDENTIFICATION -> Evaluation.describeRows();
      case METHODS -> Methods.describeRows();
      case RECORDINGS -> RecordingSuite.describeRows();
    };
  }

  /** How many runs failed. */
  private int scenarios(PrintWriter out) throws Exception {
    recordings.requireNone();
    String name = suite.name().toLowerCase(Locale.ROOT);
    Evaluation evaluation = new Evaluation(scenarios.request(name, rows, seeds, overrides, output));
    if (scenarios.single) {
      out.println(evaluation.single());
      return 0;
    }
    int failed =
        evaluation.run(
            new Evaluation.Course(
                scenarios.processes, resume, commandLine(), this::singleArguments),
            progress());
    out.println("The table is in " + output.resolve(name + ".md") + ".");
    return failed;
  }

  /** How many folds failed. */
  private int recordings(PrintWriter out) throws IOException, InterruptedException {
    recordings.requireInput();
    scenarios.requireNone();
    RecordingSuite.Request request =
        recordings.request(rows, seeds, overrides, output, resume, commandLine());
    int failed = new RecordingSuite(request).run(progress());
    out.println("The table is in " + output.resolve(RecordingSuite.MARKDOWN) + ".");
    return failed;
  }

  private SuiteProgress progress() {
    return new SuiteProgress(spec.commandLine().getErr());
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
  private List<String> singleArguments(SuiteRow row, long seed) {
    List<String> arguments = new ArrayList<>(List.of("evaluate", "--suite", suite.name()));
    arguments.addAll(List.of("--rows", row.id(), "--seeds", String.valueOf(seed)));
    if (suite == Suite.METHODS) {
      arguments.addAll(List.of("--estimators", row.estimator()));
    }
    arguments.addAll(List.of("--output", output.toString()));
    arguments.addAll(scenarios.singleRun());
    overrides.forEach(o -> arguments.addAll(List.of("--set", o)));
    return arguments;
  }
}
