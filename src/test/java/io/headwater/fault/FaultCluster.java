package io.headwater.fault;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A job manager and two task managers of two slots each, with real RPC between them. */
final class FaultCluster implements AutoCloseable {
  private static final int TASK_MANAGERS = 2;
  private static final int SLOTS = 2;
  private static final Duration HEARTBEAT = Duration.ofMillis(300);

  /** Garbage collection on a busy machine must not look like a lost task manager. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration METRICS_AGE = Duration.ofMillis(100);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Configuration own;
  private MiniCluster cluster;

  /** Index of the task manager that has lived longest. */
  private int oldest;

  FaultCluster() {
    this(new Configuration());
  }

  /**
   * @param own settings beside those of all such clusters
   */
  FaultCluster(Configuration own) {
    this.own = own;
  }

  void start() throws Exception {
    Configuration settings = new Configuration();
    settings.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, HEARTBEAT);
    settings.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, PATIENCE);
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
    // What is on its way is less than a feed holds, so that a consumer that halts is felt.
    settings.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, MemorySize.parse("4kb"));
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(32));
    settings.set(RestOptions.BIND_PORT, "0");
    settings.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, METRICS_AGE);
    settings.addAll(own);
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(TASK_MANAGERS)
                .setNumSlotsPerTaskManager(SLOTS)
                .build());
    cluster.start();
    oldest = 0;
  }

  JobID submit(StreamGraph graph) throws Exception {
    return cluster.submitJob(graph).get().getJobID();
  }

  /** Takes away the task manager that has lived longest and gives a new one. */
  void replaceTaskManager() throws Exception {
    cluster.terminateTaskManager(oldest).get();
    oldest++;
    cluster.startTaskManager();
  }

  /** Job manager and task managers end at once; what they had in memory is gone. */
  void crash() throws Exception {
    cluster.closeAsync().get();
  }

  /** Ends a job with a savepoint and answers with its address; null while tasks restart. */
  String savepoint(JobID job, String folder) throws Exception {
    return unlessRestarting(
        cluster.triggerSavepoint(job, folder, true, SavepointFormatType.CANONICAL));
  }

  JobStatus status(JobID job) throws Exception {
    return cluster.getJobStatus(job).get();
  }

  void cancel(JobID job) throws Exception {
    cluster.cancelJob(job).get();
    while (!status(job).isGloballyTerminalState()) {
      Thread.sleep(20);
    }
  }

  long completedCheckpoints(JobID job) throws Exception {
    var stats = cluster.getExecutionGraph(job).get().getCheckpointStatsSnapshot();
    return stats == null ? 0 : stats.getCounts().getNumberOfCompletedCheckpoints();
  }

  /** Takes a checkpoint and waits for its end; whether it completed: not while tasks restart. */
  boolean checkpoint(JobID job) throws Exception {
    return unlessRestarting(cluster.triggerCheckpoint(job)) != null;
  }

  private static String unlessRestarting(Future<String> taken) throws Exception {
    try {
      return taken.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof CheckpointException) {
        return null;
      }
      throw failed;
    }
  }

  /** Whether a task of the source waits for whoever takes its output, as Flink's REST API tells. */
  boolean isSourceBackPressured(JobID job) throws Exception {
    var source = cluster.getExecutionGraph(job).get().getVerticesTopologically().iterator().next();
    String tasks = "jobs/%s/vertices/%s/subtasks/".formatted(job, source.getJobVertexId());
    for (int task = 0; task < source.getParallelism(); task++) {
      if (get(tasks + task + "/metrics?get=isBackPressured").contains("\"true\"")) {
        return true;
      }
    }
    return false;
  }

  private String get(String path) throws Exception {
    URI at = cluster.getRestAddress().get().resolve("/" + path);
    return http.send(HttpRequest.newBuilder(at).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** For messages: how checkpoints of a job have fared. */
  String checkpoints(JobID job) throws Exception {
    var graph = cluster.getExecutionGraph(job).get();
    var stats = graph.getCheckpointStatsSnapshot();
    StringBuilder text = new StringBuilder();
    if (stats != null) {
      var counts = stats.getCounts();
      text.append(counts.getNumberOfCompletedCheckpoints()).append(" checkpoints completed, ");
      text.append(counts.getNumberOfFailedCheckpoints()).append(" failed, ");
      text.append(counts.getNumberOfInProgressCheckpoints()).append(" in progress");
    }
    for (var vertex : graph.getVerticesTopologically()) {
      text.append(", ").append(vertex.getName()).append(' ').append(vertex.getAggregateState());
    }
    return text.toString();
  }

  Map<String, Object> accumulators(JobID job) throws Exception {
    Map<String, Object> values = new HashMap<>();
    for (var entry : cluster.getExecutionGraph(job).get().getAccumulatorsSerialized().entrySet()) {
      var value = entry.getValue().deserializeValue(FaultCluster.class.getClassLoader());
      values.put(entry.getKey(), value.getUnchecked());
    }
    return values;
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
