package io.headwater.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The long form of {@link FaultTest} and {@link SensorFaultTest}: prints a table as it goes. */
@Command(
    name = "FaultStudy",
    mixinStandardHelpOptions = true,
    description = "Runs the learning job under every fault and compares it with undisturbed runs.")
final class FaultStudy implements Callable<Integer> {
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

  private boolean allEqual = true;
  private FaultBench bench;

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
      faultsOfTheSystem();
      faultsOfTheSensors();
    }
    return allEqual ? 0 : 1;
  }

  private void faultsOfTheSystem() throws Exception {
    Feed feed = Feed.steady("steady", windows);
    Outcome expected = bench.run(feed, Fault.NONE, 0);
    String title = failures + " task failures at random points";
    row(title, failingRuns, feed, expected, i -> bench.runFailing(feed, i, failures));
    for (Fault fault : Fault.values()) {
      if (fault != Fault.TASK_FAILURES) {
        Runs runs = i -> bench.run(feed, fault, 1000L * outage);
        row(fault.title(), repetitions, feed, expected, runs);
      }
    }
    Feed stalled = Feed.stalled(feed.name(), windows);
    row("a partition stalls", repetitions, feed, expected, i -> bench.run(stalled, Fault.NONE, 0));
  }

  private void faultsOfTheSensors() throws Exception {
    List<Feed> feeds =
        List.of(
            Feed.silent("silent", windows),
            Feed.stopping("stopping", windows),
            Feed.returning("returning", windows),
            Feed.clockJump("jumping", windows));
    for (Feed feed : feeds) {
      Outcome expected = bench.run(feed, Fault.NONE, 0);
      Runs runs = i -> bench.run(feed, Fault.TASK_MANAGER_LOST, 0);
      row("sensor " + feed.name() + ", task manager lost", repetitions, feed, expected, runs);
    }
  }

  private void row(String title, int times, Feed feed, Outcome expected, Runs runs)
      throws Exception {
    long start = System.nanoTime();
    long seen = 0;
    long lost = 0;
    int twice = 0;
    boolean equal = true;
    for (int i = 0; i < times; i++) {
      Outcome outcome = runs.run(i);
      seen += outcome.latents().size() - outcome.twice();
      lost += outcome.lost(feed);
      twice += outcome.twice();
      equal &= outcome.equals(expected);
    }
    allEqual &= equal && lost == 0 && twice == 0;
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
        equal ? "yes" : "NO",
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
