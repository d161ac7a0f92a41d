package io.headwater.fault;

import io.headwater.job.WardKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The long form of {@link FaultTest} and {@link SensorFaultTest}: prints a table as it goes. Ends
 * with 1 when a fault changed anything, or when a control did not show what it must.
 */
@Command(
    name = "FaultStudy",
    mixinStandardHelpOptions = true,
    description = "Runs the learning job under every fault and compares it with undisturbed runs.")
final class FaultStudy implements Callable<Integer> {
  private static final String AT_LEAST_ONCE = "kafka.delivery=at-least-once";
  private static final int EARLIEST_CUT = 5;
  private static final String ROW = "| %s | %d | %,d | %,d | %d | %d | %s | %.0f | %d, %d |%n";

  @Option(names = "--windows", description = "Windows of each subject (default: 400).")
  int windows = 400;

  @Option(names = "--repetitions", description = "Runs of each fault (default: 3).")
  int repetitions = 3;

  @Option(names = "--failures", description = "Task failures of one run (default: 20).")
  int failures = 20;

  @Option(names = "--failing-runs", description = "Runs with task failures (default: 5).")
  int failingRuns = 5;

  @Option(names = "--outage", description = "Seconds that a broker stays away (default: 60).")
  int outage = 60;

  @Option(
      names = "--rows",
      description = "Only rows whose title contains this, and the undisturbed runs they need.")
  String rows = "";

  @Option(
      names = "--kinds",
      split = ",",
      description =
          "Only these kinds of estimator, each over a troubled feed: coupled, mixture, ... as in WardKind.")
  List<WardKind> kinds = List.of();

  @Option(names = "--losses", description = "Losses of the whole cluster in a run (default: 10).")
  int losses = 10;

  private final Map<String, Outcome> undisturbed = new HashMap<>();
  private boolean asExpected = true;
  private FaultBench bench;

  /** What each run of a row must show. */
  private enum Shows {
    NOTHING,
    REPETITIONS,
    LOSS,
    OTHER_BITS;

    boolean isIn(Outcome outcome, Outcome expected, Feed feed) {
      boolean whole = outcome.lost(feed) == 0 && outcome.twice() == 0;
      return switch (this) {
        case NOTHING -> whole && outcome.equals(expected);
        case REPETITIONS -> outcome.twice() > 0;
        case LOSS -> outcome.lost(feed) > 0;
        case OTHER_BITS -> whole && !outcome.equals(expected);
      };
    }
  }

  /** Runs, each beside an undisturbed run of the same feed. */
  private interface Runs {
    Outcome run(int repetition) throws Exception;
  }

  public static void main(String[] args) {
    System.exit(new CommandLine(new FaultStudy()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    System.out.println(
        "| fault | repetitions | windows sent | seen once | lost | twice | bits equal | seconds |"
            + " heap after collection, resident (MB) |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    Path folder = Files.createTempDirectory("headwater-faults");
    try (FaultBench made = new FaultBench(folder)) {
      bench = made;
      if (kinds.isEmpty()) {
        faultsOfTheSystem();
        controls();
        faultsOfTheSensors();
      }
      for (WardKind kind : kinds) {
        faultsUnder(kind);
      }
    }
    return asExpected ? 0 : 1;
  }

  private void faultsOfTheSystem() throws Exception {
    Feed feed = Feed.steady("steady", windows);
    String title = failures + " task failures at random points";
    row(title, failingRuns, feed, Shows.NOTHING, i -> bench.runFailing(feed, i, failures));
    for (Fault fault : Fault.values()) {
      if (fault != Fault.TASK_FAILURES && !Fault.OF_TROUBLED_FEEDS.contains(fault)) {
        Runs runs = i -> bench.run(feed, fault, 1000L * outage);
        row(fault.title(), repetitions, feed, Shows.NOTHING, runs);
      }
    }
    Feed stalled = Feed.stalled(feed.name(), windows);
    row(
        "a partition stalls",
        repetitions,
        feed,
        Shows.NOTHING,
        i -> bench.run(stalled, Fault.NONE, 0));
  }

  private void faultsUnder(WardKind kind) throws Exception {
    Feed feed = Feed.troubled("kinds", WardKind.WINDOWS);
    String[] settings = kind.settings();
    undisturbed.put(feed.name(), bench.run(feed, Fault.NONE, 0, settings));
    row(
        kind + ": whole cluster lost at " + losses + " random points",
        repetitions,
        feed,
        Shows.NOTHING,
        i -> {
          Feed parts = Feed.troubled(feed.name(), WardKind.WINDOWS, cuts(i));
          return bench.run(parts, Fault.CLUSTER_LOST_IN_EACH_PART, 0, settings);
        });
    for (Fault fault : List.of(Fault.TASK_MANAGER_LOST, Fault.SAVEPOINT)) {
      row(
          kind + ": " + fault.title(),
          repetitions,
          feed,
          Shows.NOTHING,
          i -> bench.run(feed, fault, 0, settings));
    }
    row(
        kind + ": " + failures + " task failures at random points",
        failingRuns,
        feed,
        Shows.NOTHING,
        i -> bench.runFailing(feed, i, failures, settings));
  }

  /** Windows at which a further part begins; the first part is enough for a latent. */
  private int[] cuts(long seed) {
    return new SplittableRandom(seed)
        .ints(EARLIEST_CUT, WardKind.WINDOWS)
        .distinct()
        .limit(losses - 1)
        .sorted()
        .toArray();
  }

  /** What this study could not see without them: that it sees what it says is not there. */
  private void controls() throws Exception {
    Feed feed = Feed.steady("steady", windows);
    row(
        "control: at least once, " + Fault.FAILED_BEFORE_CHECKPOINT.title(),
        repetitions,
        feed,
        Shows.REPETITIONS,
        i -> bench.run(feed, Fault.FAILED_BEFORE_CHECKPOINT, 0, AT_LEAST_ONCE));
    Feed gap = Feed.gap(feed.name(), windows);
    row(
        "control: a window that nobody sent",
        repetitions,
        feed,
        Shows.LOSS,
        i -> bench.run(gap, Fault.NONE, 0));
    row(
        "control: another seed",
        repetitions,
        feed,
        Shows.OTHER_BITS,
        i -> bench.run(feed, Fault.NONE, 0, "seed=6"));
  }

  private void faultsOfTheSensors() throws Exception {
    List<Feed> feeds =
        List.of(
            Feed.silent("silent", windows),
            Feed.stopping("stopping", windows),
            Feed.returning("returning", windows),
            Feed.clockJump("jumping", windows));
    for (Feed feed : feeds) {
      Runs runs = i -> bench.run(feed, Fault.TASK_MANAGER_LOST, 0);
      String title = "sensor " + feed.name() + ", task manager lost";
      row(title, repetitions, feed, Shows.NOTHING, runs);
    }
  }

  private Outcome undisturbed(Feed feed) throws Exception {
    if (!undisturbed.containsKey(feed.name())) {
      undisturbed.put(feed.name(), bench.run(feed, Fault.NONE, 0));
    }
    return undisturbed.get(feed.name());
  }

  private void row(String title, int times, Feed feed, Shows shows, Runs runs) throws Exception {
    if (!title.contains(rows)) {
      return;
    }
    Outcome expected = undisturbed(feed);
    long start = System.nanoTime();
    long seen = 0;
    long lost = 0;
    int twice = 0;
    int equal = 0;
    for (int i = 0; i < times; i++) {
      Outcome outcome = runs.run(i);
      seen += outcome.latents().size() - outcome.twice();
      lost += outcome.lost(feed);
      twice += outcome.twice();
      equal += outcome.equals(expected) ? 1 : 0;
      if (!shows.isIn(outcome, expected, feed)) {
        asExpected = false;
        System.err.printf("Run %d of '%s' must show %s and did not.%n", i, title, shows);
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        ROW,
        title,
        times,
        (long) times * expected.latents().size(),
        seen,
        lost,
        twice,
        equal == times ? "yes" : equal == 0 ? "no" : equal + " of " + times,
        seconds,
        heapMegabytes(),
        residentMegabytes());
  }

  private static long heapMegabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  /** Of the whole process, native memory included; 0 where the system does not tell. */
  private static long residentMegabytes() throws Exception {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
        .findFirst()
        .orElse(0);
  }
}
