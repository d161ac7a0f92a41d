package io.headwater.config;

import java.time.Duration;

/**
 * @param parallelism parallel aligners (the learner is always one); default 1
 * @param checkpointInterval default 10 s; exactly-once output becomes visible once per checkpoint
 * @param checkpoints URI of the checkpoint folder; null leaves it to the cluster
 * @param models URI of the folder that model weights are written to
 * @param gpu index of the GPU to learn on; null leaves it to the cluster, which hands over a GPU or
 *     none
 * @param metricsPort where a cluster inside this process serves its metrics to Prometheus; null
 *     serves none
 */
public record RuntimeConfig(
    Integer parallelism,
    Duration checkpointInterval,
    String checkpoints,
    String models,
    Integer gpu,
    Integer metricsPort) {

  public static final int DEFAULT_PARALLELISM = 1;
  public static final Duration DEFAULT_CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
  public static final String DEFAULT_MODELS = "file:///tmp/headwater/models";

  public RuntimeConfig {
    parallelism = parallelism == null ? (Integer) DEFAULT_PARALLELISM : parallelism;
    checkpointInterval =
        checkpointInterval == null ? DEFAULT_CHECKPOINT_INTERVAL : checkpointInterval;
    models = models == null ? DEFAULT_MODELS : models;
  }

  public static RuntimeConfig defaults() {
    return new RuntimeConfig(null, null, null, null, null, null);
  }

  public RuntimeConfig withCheckpoints(String uri) {
    return new RuntimeConfig(parallelism, checkpointInterval, uri, models, gpu, metricsPort);
  }

  public RuntimeConfig withModels(String uri) {
    return new RuntimeConfig(parallelism, checkpointInterval, checkpoints, uri, gpu, metricsPort);
  }
}
