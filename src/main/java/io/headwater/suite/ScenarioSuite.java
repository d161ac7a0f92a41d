package io.headwater.suite;

import io.headwater.job.Failures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Every row with every seed: does the runs that are not done yet, writes each result down at once,
 * and the table anew after each.
 *
 * <p>Files in the folder: {@code runs.jsonl}, and the table, called after the suite, as Markdown
 * and JSON.
 */
final class ScenarioSuite {
  private final Path folder;
  private final RunExecutor executor;
  private final int processes;
  private final SuiteHeader header;
  private final SuiteListener listener;
  private final RunLedger ledger;

  /** Results of the runs asked for; guarded by this. */
  private final Map<RunKey, RunResult> done = new LinkedHashMap<>();

  private int failures;
  private long startedNanos;
  private int doneBefore;

  /**
   * @param folder where results go
   * @param executor does a run; called from several threads when there are several processes
   * @param processes runs at a time
   * @param header printed above the table
   * @param listener told the progress
   */
  ScenarioSuite(
      Path folder,
      RunExecutor executor,
      int processes,
      SuiteHeader header,
      SuiteListener listener) {
    this.folder = folder;
    this.executor = executor;
    this.processes = processes;
    this.header = header;
    this.listener = listener;
    this.ledger = new RunLedger(folder.resolve("runs.jsonl"));
  }

  /**
   * @param keys the runs, in the order in which they are done and shown
   * @param resume take over the results of an earlier start
   * @return how many runs failed
   */
  int run(List<RunKey> keys, boolean resume) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    if (resume) {
      Map<RunKey, RunResult> earlier = ledger.read();
      keys.stream().filter(earlier::containsKey).forEach(k -> done.put(k, earlier.get(k)));
    }
    doneBefore = done.size();
    startedNanos = System.nanoTime();
    List<RunKey> pending = keys.stream().filter(k -> !done.containsKey(k)).toList();
    ExecutorService threads = Executors.newFixedThreadPool(processes);
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (RunKey key : pending) {
        Callable<Void> one = () -> one(key, keys);
        running.add(threads.submit(one));
      }
      for (Future<Void> run : running) {
        await(run);
      }
    } finally {
      threads.shutdownNow();
    }
    writeTable(keys);
    return failures;
  }

  private Void one(RunKey key, List<RunKey> keys) throws IOException {
    tellStart(key);
    RunResult result;
    try {
      result = executor.run(key);
    } catch (Exception failed) {
      if (failed instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      tellFailure(key, Failures.root(failed));
      return null;
    }
    ledger.append(result);
    tellResult(key, result, keys);
    return null;
  }

  private synchronized void tellStart(RunKey key) {
    listener.started(key.suiteRow().text(), key.seed());
  }

  private synchronized void tellFailure(RunKey key, Exception why) {
    failures++;
    listener.failed(key.suiteRow().text(), key.seed(), String.valueOf(why.getMessage()));
  }

  private synchronized void tellResult(RunKey key, RunResult result, List<RunKey> keys)
      throws IOException {
    done.put(key, result);
    int here = done.size() - doneBefore;
    double each = (System.nanoTime() - startedNanos) / 1e9 / here;
    Duration left = Duration.ofSeconds(Math.round(each * (keys.size() - done.size())));
    listener.finished(line(result), done.size(), keys.size(), left);
    writeTable(keys);
  }

  private static String line(RunResult result) {
    return "%s seed %d: %s, report %s, %.0f s"
        .formatted(
            result.key().suiteRow().text(),
            result.key().seed(),
            scores(result),
            result.verdict().text(),
            result.seconds().total());
  }

  private static String scores(RunResult result) {
    NodeScores nodes = result.nodes();
    if (nodes != null) {
      return "worst node %.3f (chance %.3f), skeleton errors %d"
          .formatted(nodes.least(), nodes.chance(), nodes.skeletonErrors());
    }
    MembershipScores membership = result.membership();
    if (membership != null) {
      return "F1 %.3f (chance %.3f), false %d, missed %d, grey %d"
          .formatted(
              membership.f1(),
              membership.chance(),
              membership.falsePairs(),
              membership.missedPairs(),
              membership.grey());
    }
    RunScores scores = result.scores();
    return "MCC %.3f (rotated %.3f), block R² %.3f, SHD %.0f"
        .formatted(scores.mccPearson(), scores.chanceRotated(), scores.blockR2(), scores.shd());
  }

  private synchronized void writeTable(List<RunKey> keys) throws IOException {
    List<RunResult> results = keys.stream().filter(done::containsKey).map(done::get).toList();
    List<SuiteRow> rows = keys.stream().map(RunKey::suiteRow).distinct().toList();
    List<RowSummary> table = RowSummary.of(rows, results);
    write(header.suite() + ".md", MarkdownTable.of(header, table));
    write(header.suite() + ".json", JsonTable.of(header, table));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }

  private static void await(Future<Void> run) throws IOException, InterruptedException {
    try {
      run.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException unwritten) {
        throw unwritten;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
