package io.headwater.suite;

import io.headwater.job.Release;
import io.headwater.simulate.scenario.ScenarioPreset;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Suites of scenarios with known truth, learned by the job and scored.
 *
 * <pre>{@code
 * SuiteRequest request =
 *     new SuiteRequest(
 *         "identification", List.of(SuiteRow.of("s1")), List.of(1L), null, 2000, List.of(), path, null);
 * int failed = new Evaluation(request).run(course, listener);
 * }</pre>
 */
public final class Evaluation {
  /** Rows of the first system and what it is asked to reach. */
  public static final String IDENTIFICATION = "identification";

  /** Every system and the baselines on the rows that are theirs. */
  public static final String METHODS = "methods";

  /** One row that must be found and one that must not be. */
  public static final List<String> SHORT_ROWS = List.of("s1", "s-minus");

  /** Windows learned in the short form. */
  public static final int SHORT_SAMPLES = 3000;

  public static final int SHORT_HELD_OUT = 1000;

  /** A smaller network that takes more steps on fewer windows, and is solved once, at the end. */
  public static final List<String> SHORT_SETTINGS =
      List.of(
          "estimator.hidden=32",
          "estimator.refit-steps=700",
          "learning.steps-per-batch=8",
          "learning.first-refit=1000000");

  private final SuiteRequest request;
  private final OwnProcess here;

  /**
   * How runs are to be done.
   *
   * @param processes runs at a time; with one, runs are done in this process
   * @param resume take over the results that the folder holds
   * @param command the command line, printed above the table
   * @param single arguments of the command that does one run and prints {@link #single} as its last
   *     line; used with several processes
   */
  public record Course(int processes, boolean resume, String command, SingleRun single) {
    public Course {
      Objects.requireNonNull(command, "command");
      Objects.requireNonNull(single, "single");
    }
  }

  /** Says what follows the JVM's own options on the command line of one run. */
  @FunctionalInterface
  public interface SingleRun {
    List<String> arguments(SuiteRow row, long seed);
  }

  public Evaluation(SuiteRequest request) {
    this.request = request;
    this.here = new OwnProcess(request);
  }

  /** Ids of all rows of latents in blocks, in the order in which they are shown. */
  public static List<String> rows() {
    return ScenarioPreset.ids();
  }

  /** Ids of the rows of the first system, in the order in which they are shown. */
  public static List<String> rowsOfIdentification() {
    return rows().stream()
        .filter(row -> ScenarioPreset.of(row).settings(0).coupling() == null)
        .toList();
  }

  /** Ids of the rows that show real pictures and cannot run without them. */
  public static List<String> rowsOfPictures() {
    return rows().stream().filter(RowCatalogue::pictures).toList();
  }

  /** A line for each row and each of its bars, for people. */
  public static List<String> describeRows() {
    List<String> lines = new ArrayList<>();
    for (String row : rowsOfIdentification()) {
      ScenarioPreset preset = ScenarioPreset.of(row);
      lines.add("%-16s %s".formatted(preset.id(), preset.summary()));
      Bars.of(preset.id()).forEach(bar -> lines.add("%-18s %s".formatted("", bar.text())));
    }
    return lines;
  }

  /**
   * Does the one run that is asked for in this process.
   *
   * @return its line of {@code runs.jsonl}
   */
  public String single() throws Exception {
    if (request.rows().size() != 1 || request.seeds().size() != 1) {
      throw new IllegalStateException("A single run has one row and one seed.");
    }
    Files.createDirectories(request.output());
    return RunJson.line(here.run(here.key(request.rows().get(0), request.seeds().get(0))));
  }

  /**
   * Does all runs that are not done yet.
   *
   * @return how many failed
   * @throws io.headwater.config.ConfigException when an override does not fit a row; before
   *     anything is started
   * @throws IOException when the results cannot be written or read back
   */
  public int run(Course course, SuiteListener listener) throws IOException, InterruptedException {
    List<RunKey> keys = new ArrayList<>();
    for (SuiteRow row : request.rows()) {
      for (long seed : request.seeds()) {
        keys.add(here.key(row, seed));
      }
    }
    RunExecutor executor =
        course.processes() == 1
            ? here
            : new ChildProcess(course.single(), request.output().resolve("logs"), share(course));
    return new ScenarioSuite(
            request.output(), executor, course.processes(), header(course), listener)
        .run(keys, course.resume());
  }

  private static int share(Course course) {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / course.processes());
  }

  private SuiteHeader header(Course course) {
    return new SuiteHeader(
        request.suite(),
        course.command(),
        Release.VERSION,
        Runtime.version().toString(),
        Runtime.getRuntime().availableProcessors(),
        course.processes(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        request.seeds());
  }
}
