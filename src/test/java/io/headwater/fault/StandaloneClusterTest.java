package io.headwater.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.SmallWard;
import io.headwater.job.WardTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job on a standalone cluster of processes, submitted with Flink's client, our classes in the
 * job's jar and the libraries on the cluster's class path: a task that fails recovers in the same
 * process, where libtorch is already loaded, and a task manager that is killed is replaced. In
 * application mode, as compose and the manifests have it, a job ends with a savepoint and goes on.
 */
@Timeout(300)
class StandaloneClusterTest {
  private static final int WINDOWS = 40;
  private static final int RESTARTS = 2;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(50);

  @TempDir static Path folder;

  private static RestartableBroker broker;
  private static WardTopics topics;
  private static Map<String, String> expected;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    broker = new RestartableBroker(folder.resolve("broker"));
    topics = new WardTopics(broker.bootstrap());
    expected = FaultRun.undisturbedLatents(broker, folder, Feed.steady("ward", WINDOWS), "whole");
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void tasksRecoverInPlaceAndAKilledTaskManagerIsReplaced() throws Exception {
    Feed feed = Feed.steady("ward", WINDOWS);
    topics.createAnew(2, Feed.topics("ward"));
    // A file where the folder of models should be: the learner's task fails when it publishes one.
    Path models = Files.createFile(folder.resolve("models"));
    Path config = configuration("standalone", models);
    try (StandaloneCluster cluster = StandaloneCluster.session(folder.resolve("cluster"))) {
      Process first = cluster.taskManager();
      Process client = cluster.run(List.of("learn", "--config", config.toString()));
      topics.send(feed.parts().get(0));
      await(cluster, "restarts in place", () -> cluster.restarts() >= RESTARTS);
      Files.delete(models);
      await(cluster, "a model after recovery", () -> !committed("standalone", "models").isEmpty());
      assertThat(first.isAlive()).as("the process that recovered").isTrue();

      cluster.taskManager();
      first.destroyForcibly().waitFor(); // kill -9
      for (var rest : feed.parts().subList(1, feed.parts().size())) {
        topics.send(rest);
      }
      await(
          cluster,
          "all latents",
          () -> committed("standalone", "latents").size() >= expected.size());
      assertThat(cluster.state()).isEqualTo("RUNNING");
      assertThat(client.isAlive()).isTrue();
    }
    assertThat(committed("standalone", "latents")).isEqualTo(expected);
    assertThat(topics.committed("standalone.latents")).hasSameSizeAs(expected.keySet());
  }

  @Test
  void inApplicationModeAJobEndsWithASavepointAndGoesOnFromIt() throws Exception {
    Feed feed = Feed.steady("ward", WINDOWS);
    topics.createAnew(2, Feed.topics("ward"));
    Path config = configuration("application", folder.resolve("application-models"));
    Path savepoints = folder.resolve("savepoints");
    List<String> learn = List.of("learn", "--config", config.toString());
    try (StandaloneCluster cluster =
        StandaloneCluster.application(folder.resolve("application"), learn)) {
      cluster.taskManager();
      topics.send(feed.parts().get(0));
      await(cluster, "latents", () -> !committed("application", "latents").isEmpty());
      cluster.stopWithSavepoint(savepoints.toUri());
      assertThat(cluster.awaitEnd(TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS))).isZero();
    }
    assertThat(committed("application", "latents")).hasSizeLessThan(expected.size());
    List<String> goOn = new ArrayList<>(learn);
    goOn.addAll(List.of("--restore", savepoints.toUri().toString()));
    try (StandaloneCluster cluster =
        StandaloneCluster.application(folder.resolve("upgraded"), goOn)) {
      cluster.taskManager();
      for (var rest : feed.parts().subList(1, feed.parts().size())) {
        topics.send(rest);
      }
      await(
          cluster,
          "all latents",
          () -> committed("application", "latents").size() >= expected.size());
    }
    assertThat(committed("application", "latents")).isEqualTo(expected);
    assertThat(topics.committed("application.latents")).hasSameSizeAs(expected.keySet());
  }

  private static Path configuration(String name, Path models) throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add(
        SmallWard.yaml()
            .replace("name: small-ward", "name: " + name)
            .replace("lateness: 10s}", "lateness: 10s, max-wait: 1h}")
            .replace("rate: 0.5", "rate: " + Feed.SAMPLES_PER_SECOND)
            .replace("snapshot-every: 60", "snapshot-every: 16") // latents do not depend on it
            .replace("name: wrist,", "name: wrist, topic: ward.wrist,")
            .replace("name: belt,", "name: belt, topic: ward.belt,")
            .replace("name: facts,", "name: facts, topic: ward.facts,"));
    lines.add("kafka:");
    lines.add("  bootstrap: " + broker.bootstrap());
    lines.add("  properties: {\"max.partition.fetch.bytes\": \"1500\"}");
    lines.add("  topics:");
    for (String output : List.of("latents", "graphs", "models", "late", "rejected")) {
      lines.add("    %s: %s.%s".formatted(output, name, output));
    }
    lines.add("runtime:");
    lines.add("  checkpoint-interval: 200ms");
    lines.add("  checkpoints: " + folder.resolve(name + "-checkpoints").toUri());
    lines.add("  models: " + models.toUri());
    return Files.write(folder.resolve(name + ".yaml"), lines);
  }

  /** Values by record id of an output; empty before it exists. */
  private static Map<String, String> committed(String name, String output) {
    return topics.values(name + "." + output);
  }

  private static void await(StandaloneCluster cluster, String what, Callable<Boolean> condition)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "Waited in vain for %s; the job is %s.%n%s"
                .formatted(what, cluster.state(), cluster.logs()));
      }
      Thread.sleep(200);
    }
  }
}
