package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.headwater.model.CounterRandom;
import io.headwater.model.TensorEngine;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lane a replica steps in must not show; what a lane does wrong must. */
class LanesTest {
  private static final int REPLICAS = 5;
  private static final int ROWS = 300;
  private static final int[] LATENTS = {2, 2, 3};
  private static final int[] EXOGENOUS = {1, 0, 1};
  private static final LatentNetwork NETWORK =
      new LatentNetwork(new NetworkShape(LATENTS, EXOGENOUS, 2, 8, 6));

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void fitsHaveTheSameBitsWithAnyNumberOfLanes(int lanes) {
    float[] alone = fitted(1);
    assertThat(fitted(lanes)).isEqualTo(alone);
    assertThat(alone).isNotEqualTo(replicas().parameters());
  }

  /** Steps with open, learned, given and hardened gates. */
  private static float[] fitted(int lanes) {
    Replicas replicas = replicas();
    int[] rows = IntStream.range(0, ROWS).toArray();
    try (NDManager manager = TensorEngine.newManager(Device.cpu());
        Lanes threads = new Lanes(lanes)) {
      ReplicaTrainer trainer =
          new ReplicaTrainer(
              manager, threads, replicas, codes(), rows, SolverSettings.defaults(3), 4);
      trainer.train(new Schedule(6, 4e-3, 0.3, 0.4, 0.6));
      trainer.trainGivenSets(3, 4e-3);
      replicas.harden(replicas.edgeMask().clone());
      trainer.refit(3, 1e-3, true);
    }
    return replicas.parameters();
  }

  private static Replicas replicas() {
    int nodes = NETWORK.layout().nodes();
    boolean[][] linked = new boolean[LATENTS.length][LATENTS.length];
    for (int m = 0; m < linked.length; m++) {
      Arrays.fill(linked[m], true);
      linked[m][m] = false;
    }
    float[][] masks = new float[REPLICAS][nodes * nodes];
    Arrays.fill(masks, NETWORK.layout().bothWaysMask(linked));
    return Replicas.random(NETWORK, 2, IntStream.range(0, REPLICAS).toArray(), masks);
  }

  private static CodeSample codes() {
    float[][] codes = new float[LATENTS.length][];
    Arrays.setAll(
        codes,
        m ->
            CounterRandom.gaussians(
                CounterRandom.at(1, m, 0), ROWS * (LATENTS[m] + EXOGENOUS[m]), 1));
    return CodeSample.complete(ROWS, LATENTS, EXOGENOUS, codes);
  }

  @Test
  void everyReplicaIsSharedOnceAndLanesRunAtTheSameTime() {
    try (Lanes lanes = new Lanes(3)) {
      for (int replicas : new int[] {1, 2, 3, 7}) {
        AtomicIntegerArray times = new AtomicIntegerArray(replicas);
        CountDownLatch together = new CountDownLatch(Math.min(3, replicas));
        lanes.share(
            replicas,
            (staging, from, to) -> {
              IntStream.range(from, to).forEach(times::incrementAndGet);
              together.countDown();
              assertThat(awaited(together)).isTrue();
            });
        assertThat(IntStream.range(0, replicas).map(times::get)).hasSize(replicas).containsOnly(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aFailureIsThrownOnceTheOthersAreDone(int failing) {
    AtomicIntegerArray done = new AtomicIntegerArray(2);
    try (Lanes lanes = new Lanes(2)) {
      assertThatThrownBy(
              () ->
                  lanes.share(
                      2,
                      (staging, from, to) -> {
                        if (from == failing) {
                          throw new IllegalStateException("bad step");
                        }
                        assertThat(awaited(new CountDownLatch(1), 100)).isFalse();
                        done.incrementAndGet(from);
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("bad step");
      assertThat(done.get(1 - failing)).isOne();
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    return awaited(latch, 10_000);
  }

  private static boolean awaited(CountDownLatch latch, long milliseconds) {
    try {
      return latch.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
