package io.headwater.fault;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.Configuration;

/** Broker and cluster for many runs, one after the other. */
final class FaultBench implements AutoCloseable {
  private final Path folder;
  private final RestartableBroker broker;
  private final FaultCluster cluster;
  private int runs;

  FaultBench(Path folder) throws Exception {
    this(folder, new Configuration());
  }

  /**
   * @param settings what the cluster has beside its own
   */
  FaultBench(Path folder, Configuration settings) throws Exception {
    this.folder = folder;
    cluster = new FaultCluster(settings);
    broker = new RestartableBroker(folder.resolve("broker"));
    cluster.start();
  }

  /**
   * Runs a feed under a fault; its input topics are made anew.
   *
   * @param settings what this run has other than the ward's configuration
   */
  Outcome run(Feed feed, Fault fault, long millis, String... settings) throws Exception {
    return run(feed, fault, millis, Sabotage.none(name(feed, fault)), settings);
  }

  /**
   * The same with tasks that fail so often, at random points; that all failures happened is
   * checked.
   */
  Outcome runFailing(Feed feed, long seed, int failures, String... settings) throws Exception {
    String name = name(feed, Fault.TASK_FAILURES);
    Sabotage sabotage = Sabotage.failing(name, seed, failures, feed);
    return run(feed, Fault.TASK_FAILURES, 0, sabotage, settings);
  }

  private String name(Feed feed, Fault fault) {
    return "run" + runs + "-" + feed.name() + "-" + fault.name().toLowerCase(Locale.ROOT);
  }

  private Outcome run(Feed feed, Fault fault, long millis, Sabotage sabotage, String... settings)
      throws Exception {
    String name = name(feed, fault);
    runs++;
    List<String> all = new ArrayList<>(fault.settings());
    all.addAll(List.of(settings));
    FaultRun run = new FaultRun(cluster, broker, folder, feed, sabotage, name, all);
    run.submit();
    run.sendPart();
    fault.strike(run, millis);
    Outcome outcome = run.finish();
    sabotage.check();
    return outcome;
  }

  @Override
  public void close() throws Exception {
    cluster.close();
    broker.close();
  }
}
