package io.headwater.estimator;

import io.headwater.graph.CausalGraph;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.window.AlignedWindow;
import java.util.List;

/**
 * A causal representation learner, as the stream sees it: it infers without changing, learns one
 * mini-batch at a time, re-solves its latent model on a reservoir when asked, and reads and writes
 * its whole state. Windows may lack any of their modalities.
 *
 * <p>Determinism: two estimators built with the same shapes, settings and seed and given the same
 * calls in the same order hold the same bits. Implementations draw randomness only from their seed
 * and step counter.
 *
 * <p>Not thread-safe: one thread at a time calls an estimator. Estimators of a JVM work at the same
 * time without a bit of one depending on the others; {@link #refit} may use threads of its own.
 */
public interface Estimator extends AutoCloseable {

  /** Estimates for each window, in order, from the model as it stands; changes nothing. */
  List<WindowEstimate> infer(List<AlignedWindow> windows);

  /**
   * Takes the windows into the running input statistics. Called once per window of the stream,
   * after it was scored and before it is learned; windows replayed from the reservoir do not come
   * here.
   */
  void observe(List<AlignedWindow> windows);

  /** One optimiser step on one mini-batch. */
  StepReport step(List<AlignedWindow> batch);

  /**
   * One optimiser step at the whole learning rate, however much of it is left to ordinary steps
   * once the model has settled: to follow data that have changed.
   */
  StepReport stepAtFullRate(List<AlignedWindow> batch);

  /**
   * Re-solves the latent model (components and graph) on a sample of past windows, and adopts the
   * result if it is better on windows held out from every step.
   *
   * @param reservoir past windows, stratified by subject
   * @param heldOut windows that never entered {@link #step}
   */
  RefitReport refit(List<AlignedWindow> reservoir, List<AlignedWindow> heldOut);

  /** Number of steps taken so far (skipped ones included): the model version. */
  long steps();

  /** The causal graph as of now. */
  CausalGraph graph();

  /** What the data support so far. */
  IdentifiabilityReport report();

  /** The whole state (weights, moments, statistics, counters) as versioned bytes. */
  byte[] save();

  /**
   * Replaces the whole state by one written by {@link #save}.
   *
   * @throws IllegalArgumentException when the bytes are damaged, of an unknown version, or of a
   *     model with other shapes; the message names both sides
   */
  void restore(byte[] state);

  /** Arrays currently owned by the native engine on this estimator's behalf, for leak checks. */
  int managedArrays();

  @Override
  void close();
}
