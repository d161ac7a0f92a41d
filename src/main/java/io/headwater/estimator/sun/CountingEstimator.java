package io.headwater.estimator.sun;

import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.StepReport;
import io.headwater.estimator.WindowDraws;
import io.headwater.estimator.WindowEstimate;
import io.headwater.estimator.count.LatentCount;
import io.headwater.estimator.count.LatentCounting;
import io.headwater.estimator.count.SummarySample;
import io.headwater.estimator.network.SummaryPass;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.model.CounterRandom;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * A {@link SunEstimator} whose modalities may leave their number of latents to the data.
 *
 * <p>Until there are windows enough it learns with the greatest numbers and solves nothing. At the
 * first {@link #refit} that has enough it counts once, from all windows kept, replaces the network
 * by one of the counted widths that learns the reservoir anew, and solves. The counts then stay,
 * for components are named by them: another count would be other components under old names.
 */
public final class CountingEstimator implements Estimator {
  /** First bytes of a state, "HWCE". */
  private static final int MAGIC = 0x48574345;

  private static final int VERSION = 1;

  /** Windows of a step on the reservoir: as many as a mini-batch of the stream usually has. */
  private static final int BATCH = 64;

  /** Random stream of windows drawn to learn anew, apart from those of the delegate. */
  private static final long DRAW_STREAM = 3_000_017;

  private final List<ModalityShape> widest;
  private final Set<String> counted;
  private final SunSettings settings;
  private final long seed;
  private final int gpu;
  private SunEstimator learner;

  /** Null until there were windows enough. */
  private CountDecision decision;

  /** Steps of the network that was replaced. */
  private long earlierSteps;

  private CountingEstimator(
      List<ModalityShape> widest, Set<String> counted, SunSettings settings, long seed, int gpu) {
    this.widest = List.copyOf(widest);
    this.counted = new TreeSet<>(counted);
    this.settings = settings;
    this.seed = seed;
    this.gpu = gpu;
    this.learner = SunEstimator.create(widest, settings, seed, gpu);
  }

  /**
   * An untrained estimator.
   *
   * @param widest the modalities, in declared order; those to be counted with the greatest number
   *     of latents that may be chosen
   * @param counted names of the modalities to be counted, at least one
   * @param seed all randomness comes from it
   * @param gpu index of a GPU, or {@link SunEstimator#CPU}
   * @throws IllegalArgumentException when no other modality could show what is shared, a counted
   *     modality is not declared, or {@link SunEstimator#create(List, SunSettings, long, int)} says
   *     so
   */
  public static CountingEstimator create(
      List<ModalityShape> widest, Set<String> counted, SunSettings settings, long seed, int gpu) {
    List<String> names = widest.stream().map(ModalityShape::name).toList();
    if (widest.size() < 2 || counted.isEmpty() || !names.containsAll(counted)) {
      throw new IllegalArgumentException(
          "Latents can be counted in declared modalities, of which there must be two; %s are to be counted among %s."
              .formatted(counted, names));
    }
    return new CountingEstimator(widest, counted, settings, seed, gpu);
  }

  @Override
  public RefitReport refit(List<AlignedWindow> reservoir, List<AlignedWindow> heldOut) {
    if (decision != null) {
      return learner.refit(reservoir, heldOut);
    }
    SummarySample sample = learner.summaries(SummaryPass.bySubject(reservoir, heldOut));
    List<String> waiting = new ArrayList<>();
    for (int m = 0; m < widest.size(); m++) {
      if (isCounted(m) && !LatentCounting.possible(sample, m)) {
        waiting.add("%s has %d".formatted(widest.get(m).name(), sample.paired(m).length));
      }
    }
    if (!waiting.isEmpty()) {
      return new RefitReport(
          false,
          Double.NaN,
          Double.NaN,
          0,
          undecided() + " " + String.join(", ", waiting) + ".",
          true);
    }
    decision = decide(sample);
    learnAnew(reservoir);
    return learner.refit(reservoir, heldOut).after(decision.sentence());
  }

  private boolean isCounted(int m) {
    return counted.contains(widest.get(m).name());
  }

  private static String undecided() {
    return "Number of latents undecided: counting needs %d windows that have a modality together with another."
        .formatted(LatentCounting.FEWEST_ROWS);
  }

  private CountDecision decide(SummarySample sample) {
    int[] most = widest.stream().mapToInt(ModalityShape::latents).toArray();
    int[] exogenous = widest.stream().mapToInt(ModalityShape::exogenous).toArray();
    LatentCounting counting = new LatentCounting(sample, most, exogenous);
    Map<String, LatentCount> counts = new TreeMap<>();
    for (int m = 0; m < widest.size(); m++) {
      if (isCounted(m)) {
        counts.put(widest.get(m).name(), counting.count(m));
      }
    }
    return new CountDecision(counts);
  }

  /** As many steps as the replaced network had, but no more than a re-solve takes. */
  private void learnAnew(List<AlignedWindow> reservoir) {
    SunEstimator fresh = SunEstimator.create(decision.shapes(widest), settings, seed, gpu);
    fresh.inherit(learner);
    long steps = Math.min(learner.steps(), settings.refitSteps());
    for (long s = 0; s < steps; s++) {
      RandomGenerator random = CounterRandom.at(seed, s, DRAW_STREAM);
      fresh.step(WindowDraws.draw(random, reservoir, BATCH));
    }
    earlierSteps = learner.steps();
    learner.close();
    learner = fresh;
  }

  @Override
  public IdentifiabilityReport report() {
    IdentifiabilityReport report = learner.report();
    List<ConditionFinding> findings =
        new ArrayList<>(decision == null ? openFindings() : decision.findings());
    findings.addAll(report.findings());
    List<String> assumptions = new ArrayList<>(report.assumptions());
    assumptions.replaceAll(s -> s.equals(HeldOutFindings.COUNTS_CONFIGURED) ? assumption() : s);
    return new IdentifiabilityReport(findings, assumptions);
  }

  private List<ConditionFinding> openFindings() {
    return counted.stream()
        .map(
            name ->
                new ConditionFinding(
                    CountDecision.CONDITION,
                    name,
                    Double.NaN,
                    LatentCount.LEAST,
                    Double.NaN,
                    FindingStatus.NOT_ENOUGH_DATA,
                    undecided() + " Nothing is solved before."))
        .toList();
  }

  private String assumption() {
    return "The number of latents of %s is as counted; all other numbers of latents and those of exogenous components are as configured."
        .formatted(String.join(", ", counted));
  }

  @Override
  public List<WindowEstimate> infer(List<AlignedWindow> windows) {
    return learner.infer(windows);
  }

  @Override
  public void observe(List<AlignedWindow> windows) {
    learner.observe(windows);
  }

  @Override
  public StepReport step(List<AlignedWindow> batch) {
    return numbered(learner.step(batch));
  }

  @Override
  public StepReport stepAtFullRate(List<AlignedWindow> batch) {
    return numbered(learner.stepAtFullRate(batch));
  }

  private StepReport numbered(StepReport step) {
    return new StepReport(
        earlierSteps + step.step(), step.loss(), step.gradientNorm(), step.applied());
  }

  @Override
  public long steps() {
    return earlierSteps + learner.steps();
  }

  @Override
  public CausalGraph graph() {
    return learner.graph();
  }

  @Override
  public byte[] save() {
    StateWriter out = new StateWriter(MAGIC, VERSION, fingerprint());
    out.writeBoolean(decision != null);
    if (decision != null) {
      decision.write(out);
    }
    out.writeLong(earlierSteps);
    out.writeBytes(learner.save());
    return out.toBytes();
  }

  @Override
  public void restore(byte[] state) {
    StateReader in = new StateReader(state, MAGIC, VERSION, fingerprint());
    CountDecision saved = in.readBoolean() ? CountDecision.read(in) : null;
    long savedSteps = in.readLong();
    byte[] network = in.readBytes();
    in.finish();
    SunEstimator fresh =
        SunEstimator.create(saved == null ? widest : saved.shapes(widest), settings, seed, gpu);
    try {
      fresh.restore(network);
    } catch (IllegalArgumentException e) {
      fresh.close();
      throw e;
    }
    learner.close();
    learner = fresh;
    decision = saved;
    earlierSteps = savedSteps;
  }

  /** What is counted; the delegate's own state fixes the rest. */
  private String fingerprint() {
    StringBuilder text = new StringBuilder("latents counted in " + counted + '\n');
    widest.forEach(shape -> text.append(shape).append('\n'));
    return text.toString();
  }

  @Override
  public int managedArrays() {
    return learner.managedArrays();
  }

  @Override
  public void close() {
    learner.close();
  }
}
