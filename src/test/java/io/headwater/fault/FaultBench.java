package io.headwater.fault;

import java.nio.file.Path;

/** Broker and cluster for many runs, one after the other. */
final class FaultBench implements AutoCloseable {
  private final Path folder;
  private final RestartableBroker broker;
  private final FaultCluster cluster = new FaultCluster();
  private int runs;

  FaultBench(Path folder) throws Exception {
    this.folder = folder;
    broker = new RestartableBroker(folder.resolve("broker"));
    cluster.start();
  }

  /** Runs a feed under a fault; its input topics are made anew. */
  Outcome run(Feed feed, Fault fault, long millis) throws Exception {
    return run(feed, fault, millis, Sabotage.none(name(feed, fault)));
  }

  /**
   * The same with tasks that fail so often, at random points. Between two failures pass at most a
   * share of the feed, so that all of them happen; that they did is checked.
   */
  Outcome runFailing(Feed feed, long seed, int failures) throws Exception {
    String name = name(feed, Fault.TASK_FAILURES);
    Sabotage sabotage = Sabotage.failing(name, seed, failures, feed.sent() / failures);
    Outcome outcome = run(feed, Fault.TASK_FAILURES, 0, sabotage);
    if (sabotage.failures() != failures) {
      throw new IllegalStateException(
          "Of %d failures of run %s only %d happened."
              .formatted(failures, name, sabotage.failures()));
    }
    return outcome;
  }

  private String name(Feed feed, Fault fault) {
    return "run" + runs + "-" + feed.name() + "-" + fault.name().toLowerCase(java.util.Locale.ROOT);
  }

  private Outcome run(Feed feed, Fault fault, long millis, Sabotage sabotage) throws Exception {
    String name = name(feed, fault);
    runs++;
    FaultRun run = new FaultRun(cluster, broker, folder, feed, sabotage, name);
    run.submit();
    run.sendPart();
    fault.strike(run, millis);
    return run.finish();
  }

  @Override
  public void close() throws Exception {
    cluster.close();
    broker.close();
  }
}
