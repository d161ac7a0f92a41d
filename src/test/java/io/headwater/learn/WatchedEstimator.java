package io.headwater.learn;

import io.headwater.estimator.Estimator;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.StepReport;
import io.headwater.estimator.WindowEstimate;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A real estimator, and a record of what it was shown and what each step changed. */
final class WatchedEstimator implements Estimator {
  final List<AlignedWindow> observed = new ArrayList<>();
  final List<AlignedWindow> stepped = new ArrayList<>();
  final List<AlignedWindow> refitted = new ArrayList<>();
  final List<AlignedWindow> heldOut = new ArrayList<>();
  final List<StepReport> steps = new ArrayList<>();

  /** Bytes of the state that differ before and after each step. */
  final List<Integer> changedBytes = new ArrayList<>();

  int fullRateSteps;

  private final Estimator real;

  WatchedEstimator(Estimator real) {
    this.real = real;
  }

  @Override
  public List<WindowEstimate> infer(List<AlignedWindow> windows) {
    return real.infer(windows);
  }

  @Override
  public void observe(List<AlignedWindow> windows) {
    observed.addAll(windows);
    real.observe(windows);
  }

  @Override
  public StepReport step(List<AlignedWindow> batch) {
    return watched(batch, real::step);
  }

  @Override
  public StepReport stepAtFullRate(List<AlignedWindow> batch) {
    fullRateSteps++;
    return watched(batch, real::stepAtFullRate);
  }

  private StepReport watched(
      List<AlignedWindow> batch, Function<List<AlignedWindow>, StepReport> step) {
    stepped.addAll(batch);
    byte[] before = real.save();
    StepReport report = step.apply(batch);
    steps.add(report);
    changedBytes.add(difference(before, real.save()));
    return report;
  }

  private static int difference(byte[] a, byte[] b) {
    int different = Math.abs(a.length - b.length);
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      different += a[i] == b[i] ? 0 : 1;
    }
    return different;
  }

  @Override
  public RefitReport refit(List<AlignedWindow> reservoir, List<AlignedWindow> aside) {
    refitted.addAll(reservoir);
    heldOut.addAll(aside);
    return real.refit(reservoir, aside);
  }

  @Override
  public long steps() {
    return real.steps();
  }

  @Override
  public CausalGraph graph() {
    return real.graph();
  }

  @Override
  public IdentifiabilityReport report() {
    return real.report();
  }

  @Override
  public byte[] save() {
    return real.save();
  }

  @Override
  public void restore(byte[] state) {
    real.restore(state);
  }

  @Override
  public int managedArrays() {
    return real.managedArrays();
  }

  @Override
  public void close() {
    real.close();
  }
}
