package io.headwater.learn;

import io.headwater.config.LearningConfig;
import io.headwater.estimator.Estimator;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.StepReport;
import io.headwater.estimator.WindowEstimate;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Test-then-train over windows in learning order, without knowledge of Flink.
 *
 * <p>The stream is cut into mini-batches by count alone. Between two batch boundaries nothing of
 * the model changes, so windows may be scored one by one or in groups of any size with equal
 * results; at a boundary the batch enters the input statistics, the optimiser steps {@code
 * stepsPerBatch} times (each time with windows drawn anew from the reservoir), and what is due by
 * the number of windows seen happens: a re-solve, a graph snapshot, a model snapshot. An alarm of
 * the drift detector is answered, and told by a graph snapshot, at the next boundary. Everything is
 * decided by data and seed, nothing by time.
 */
public final class StreamLearner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamLearner.class);

  /** Fewer windows than this carry no usable gradient for the covariance term; they wait. */
  private static final int SMALLEST_BATCH = 2;

  private final Estimator estimator;
  private final Estimator untrained;
  private final LearningConfig settings;
  private final StratifiedReservoir reservoir;
  private final StratifiedReservoir heldOut;
  private final DriftResponse drift;
  private final List<AlignedWindow> fresh = new ArrayList<>();
  private LearnerCounts counts;
  private StepReport lastStep = new StepReport(0, Double.NaN, Double.NaN, true);

  /**
   * @param estimator the model; owned and closed by this learner
   * @param untrained an estimator with the same seed that only observes, as a reference for the
   *     prequential loss; null to do without
   * @param settings batches and positions
   * @param seed seed of reservoir and draws
   */
  public StreamLearner(
      Estimator estimator, Estimator untrained, LearningConfig settings, long seed) {
    this.estimator = estimator;
    this.untrained = untrained;
    this.settings = settings;
    this.reservoir = new StratifiedReservoir(settings.reservoir(), seed);
    this.heldOut =
        new StratifiedReservoir(
            Math.max(1, settings.reservoir() / settings.heldOutEvery()), seed ^ 0x5DEECE66DL);
    this.drift = new DriftResponse(settings.drift());
    this.counts =
        new LearnerCounts(
            0,
            0,
            0,
            0,
            Long.MIN_VALUE,
            settings.firstRefit(),
            settings.graphEvery(),
            settings.snapshotEvery(),
            LearnerCounts.NO_MODEL);
  }

  /** Scores and learns the next windows of the stream, which must come in learning order. */
  public void accept(List<AlignedWindow> windows, LearnerOutputs out) {
    int next = 0;
    while (next < windows.size()) {
      int run = runUntilBoundary(windows, next);
      List<AlignedWindow> group = windows.subList(next, next + run);
      List<WindowEstimate> estimates = score(group, out);
      for (int i = 0; i < run; i++) {
        admit(group.get(i), estimates.get(i));
      }
      next += run;
      if (fresh.size() == settings.batch()) {
        train();
        answerDrift();
        publishWhatIsDue(out);
      }
    }
  }

  /** Learns what is left of the last batch, re-solves once more and publishes graph and model. */
  public void finish(LearnerOutputs out) {
    if (counts.windows() == 0) {
      return;
    }
    if (fresh.size() >= SMALLEST_BATCH) {
      train();
    }
    refit();
    publishGraph(out);
    publishModel(out);
  }

  public long windows() {
    return counts.windows();
  }

  public long steps() {
    return estimator.steps();
  }

  /**
   * Version of the model as it stands: steps and re-solves so far. Both change what the model says,
   * so no two models of a job share a version.
   */
  public long modelVersion() {
    return estimator.steps() + counts.refits();
  }

  public long skippedSteps() {
    return counts.skippedSteps();
  }

  public long lastEventMicros() {
    return counts.lastEventMicros();
  }

  public int reservoirSize() {
    return reservoir.size();
  }

  /** Alarms of the drift detector so far. */
  public long driftAlarms() {
    return drift.alarms();
  }

  /** {@value GraphRecord#NO_DRIFT}, or what the drift detector has seen, in words. */
  public String driftState() {
    return drift.state();
  }

  public StepReport lastStep() {
    return lastStep;
  }

  public Estimator estimator() {
    return estimator;
  }

  private int runUntilBoundary(List<AlignedWindow> windows, int from) {
    int room = settings.batch() - fresh.size();
    long seen = counts.windows();
    int run = 0;
    while (from + run < windows.size() && room > 0) {
      boolean learned =
          !settings.isHeldOut(seen + run)
              && !settings.isOnlyScored(seen + run, windows.get(from + run).subject());
      room -= learned ? 1 : 0;
      run++;
    }
    return run;
  }

  private List<WindowEstimate> score(List<AlignedWindow> run, LearnerOutputs out) {
    List<WindowEstimate> estimates = estimator.infer(run);
    List<WindowEstimate> reference = untrained == null ? null : untrained.infer(run);
    for (int i = 0; i < run.size(); i++) {
      LatentRecord latent = LatentRecord.of(run.get(i), modelVersion(), estimates.get(i));
      out.latent(latent, reference == null ? Double.NaN : reference.get(i).loss());
    }
    return estimates;
  }

  private void admit(AlignedWindow window, WindowEstimate estimate) {
    if (settings.isOnlyScored(counts.windows(), window.subject())) {
      counts = counts.seen(1, 0, window.endMicros());
      return;
    }
    drift.observe(estimate, window.endMicros());
    boolean aside = settings.isHeldOut(counts.windows());
    if (aside) {
      heldOut.offer(window);
    } else {
      fresh.add(window);
    }
    counts = counts.seen(1, aside ? 1 : 0, window.endMicros());
  }

  private void train() {
    estimator.observe(fresh);
    if (untrained != null) {
      untrained.observe(fresh);
    }
    for (int k = 0; k < settings.stepsPerBatch(); k++) {
      List<AlignedWindow> batch = new ArrayList<>(fresh);
      batch.addAll(reservoir.draw(settings.replayed()));
      lastStep = drift.raisesRate() ? estimator.stepAtFullRate(batch) : estimator.step(batch);
      drift.stepped();
      if (!lastStep.applied()) {
        counts = counts.skipped();
        warnOfSkippedStep();
      }
    }
    fresh.forEach(reservoir::offer);
    fresh.clear();
  }

  /** At the first, second, fourth, eighth …: a stream of nothing else must not fill a disk. */
  private void warnOfSkippedStep() {
    if (Long.bitCount(counts.skippedSteps()) == 1) {
      LOG.warn(
          "Step {} was skipped whole: loss {}, gradient norm {}; the weights are as before. It is number {} that was skipped.",
          lastStep.step(),
          lastStep.loss(),
          lastStep.gradientNorm(),
          counts.skippedSteps());
    }
  }

  private void answerDrift() {
    if (drift.answer(reservoir, heldOut)) {
      counts = counts.refittingAt(counts.windows() + settings.firstRefit());
    }
  }

  private void publishWhatIsDue(LearnerOutputs out) {
    if (counts.windows() >= counts.nextRefit()) {
      refit();
    }
    if (counts.windows() >= counts.nextGraph()) {
      publishGraph(out);
    } else if (drift.isNews()) { // an extra one, which moves no other
      out.graph(estimator.graph(), estimator.report());
      drift.told();
    }
    if (counts.windows() >= counts.nextModel()) {
      publishModel(out);
    }
  }

  private void refit() {
    RefitReport report = estimator.refit(reservoir.all(), heldOut.all());
    long wait = settings.refitEvery();
    if (report.waiting()) {
      wait = Math.min(wait, settings.firstRefit());
    }
    counts = counts.refitted(counts.windows() + wait);
    drift.refitted();
    LOG.info("Re-solve at window {}: {}", counts.windows(), report.remark());
  }

  private void publishGraph(LearnerOutputs out) {
    counts = counts.graphed(counts.windows() + settings.graphEvery());
    out.graph(estimator.graph(), estimator.report());
    drift.told();
  }

  private void publishModel(LearnerOutputs out) {
    long parent = counts.modelVersion();
    counts = counts.modelled(counts.windows() + settings.snapshotEvery(), modelVersion());
    out.model(estimator.save(), parent);
  }

  /** The whole state as versioned bytes; see {@link LearnerState}. */
  public byte[] save() {
    return LearnerState.write(
        new LearnerState.Parts(
            counts,
            List.copyOf(fresh),
            estimator.save(),
            untrained == null ? new byte[0] : untrained.save(),
            drift.save()),
        reservoir,
        heldOut);
  }

  /**
   * Replaces the whole state.
   *
   * @throws IllegalArgumentException when the bytes are damaged or belong to another configuration
   */
  public void restore(byte[] state) {
    LearnerState.Parts parts = LearnerState.read(state, reservoir, heldOut);
    counts = parts.counts();
    fresh.clear();
    fresh.addAll(parts.fresh());
    drift.restore(parts.drift());
    estimator.restore(parts.estimator());
    if (untrained != null && parts.untrained().length > 0) {
      untrained.restore(parts.untrained());
    }
  }

  @Override
  public void close() {
    estimator.close();
    if (untrained != null) {
      untrained.close();
    }
  }
}
