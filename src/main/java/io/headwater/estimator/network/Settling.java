package io.headwater.estimator.network;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowDraws;
import io.headwater.model.CounterRandom;
import io.headwater.window.AlignedWindow;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Brings the encoder to rest before components are solved: large batches from the reservoir at a
 * rate that falls to almost nothing. Codes that still tremble with every batch blur the components,
 * and false edges pay for what is blurred.
 */
public final class Settling {
  private static final int BATCH = 256;
  private static final double FINAL_RATE = 0.02;

  /** Of the stream's rate: larger batches bear larger steps. */
  private static final double FIRST_RATE = 2;

  /** Later settlings start lower: the encoder need not be found again. */
  private static final double LATER_RATE = 0.3;

  /** Random stream of drawn windows, apart from those of code noise and solver seeds. */
  private static final long DRAW_STREAM = 2_000_003;

  private final List<ModalityIntake> intakes;
  private final BottleneckNetwork network;
  private final long seed;

  public Settling(List<ModalityIntake> intakes, BottleneckNetwork network, long seed) {
    this.intakes = intakes;
    this.network = network;
    this.seed = seed;
  }

  /**
   * @param windows to draw from, with replacement; at least one
   */
  public void run(List<AlignedWindow> windows, int steps) {
    double height = network.settled() ? LATER_RATE : FIRST_RATE;
    for (int i = 0; i < steps; i++) {
      RandomGenerator random = CounterRandom.at(seed, network.steps(), DRAW_STREAM);
      List<AlignedWindow> batch = WindowDraws.draw(random, windows, BATCH);
      double cosine = 0.5 * (1 + Math.cos(Math.PI * i / steps));
      network.step(
          WindowBatch.read(intakes, batch), height * (FINAL_RATE + (1 - FINAL_RATE) * cosine));
    }
  }
}
