package io.headwater.estimator.baseline;

import ai.djl.Device;
import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.StepReport;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowDraws;
import io.headwater.estimator.WindowEstimate;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.graph.LatentNode;
import io.headwater.graph.Verdict;
import io.headwater.model.CodeTerm;
import io.headwater.model.CounterRandom;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An earlier system, on the encoders, optimiser and data order of the first, to be compared with.
 * Its codes are published as they are; a re-solve trains on the reservoir with a falling rate. Not
 * thread-safe.
 */
public final class BaselineEstimator implements Estimator {
  /** First bytes of a state, "HWBE". */
  private static final int MAGIC = 0x48574245;

  private static final int VERSION = 1;

  /** Rows of every reading pass: a window's estimate must not depend on those beside it. */
  private static final int ROWS = 32;

  private static final int REFIT_BATCH = 64;
  private static final long DRAW_STREAM = 5_000_011;
  private static final CodeTerm NO_TERM = null;

  private final BaselineKind kind;
  private final BaselineSettings settings;
  private final long seed;
  private final List<ModalityIntake> intakes;
  private final BaselineNetwork network;

  private BaselineEstimator(
      BaselineKind kind,
      List<ModalityShape> shapes,
      CodeTerm termOrNull,
      BaselineSettings settings,
      long seed,
      Device device) {
    this.kind = kind;
    this.settings = settings;
    this.seed = seed;
    intakes = shapes.stream().map(ModalityIntake::new).toList();
    network = new BaselineNetwork(kind, intakes, termOrNull, settings, seed, device);
  }

  /**
   * An untrained estimator.
   *
   * @param shapes the modalities, in declared order
   * @param seed all randomness comes from it
   * @param gpu index of a GPU, or -1 for the CPU
   */
  public static BaselineEstimator create(
      BaselineKind kind,
      List<ModalityShape> shapes,
      BaselineSettings settings,
      long seed,
      int gpu) {
    return create(kind, shapes, NO_TERM, settings, seed, gpu);
  }

  /**
   * An untrained estimator of whose codes something else is asked, too, such as {@code
   * PartialSharing}. What the term remembers is no part of a saved state.
   */
  public static BaselineEstimator create(
      BaselineKind kind,
      List<ModalityShape> shapes,
      CodeTerm term,
      BaselineSettings settings,
      long seed,
      int gpu) {
    ModalityShape.check(shapes);
    Device device = gpu < 0 ? Device.cpu() : Device.gpu(gpu);
    return new BaselineEstimator(kind, shapes, term, settings, seed, device);
  }

  BaselineNetwork network() {
    return network;
  }

  WindowBatch read(List<AlignedWindow> windows) {
    return WindowBatch.read(intakes, windows);
  }

  @Override
  public List<WindowEstimate> infer(List<AlignedWindow> windows) {
    return WindowBatch.inPasses(intakes, windows, ROWS, this::pass);
  }

  private List<WindowEstimate> pass(WindowBatch batch) {
    BaselineObjective objective = network.objective();
    int count = intakes.size();
    float[][] means = new float[count][];
    float[][] deviations = new float[count][];
    float[][] own = new float[count][];
    for (int m = 0; m < count; m++) {
      means[m] = network.read(batch, m, ROWS, objective::latents);
      deviations[m] = network.read(batch, m, ROWS, objective::deviations);
      own[m] = network.read(batch, m, ROWS, objective::reconstruct);
    }
    List<WindowEstimate> out = new ArrayList<>();
    for (int r = 0; r < batch.rows(); r++) {
      List<ModalityEstimate> modalities = new ArrayList<>();
      for (int m = 0; m < count; m++) {
        modalities.add(estimate(batch, m, r, means[m], deviations[m]));
      }
      double[] losses = losses(batch, own, r);
      out.add(new WindowEstimate(modalities, losses[0], losses[1], Double.NaN));
    }
    return out;
  }

  private ModalityEstimate estimate(
      WindowBatch batch, int m, int r, float[] means, float[] deviations) {
    int width = network.objective().published(m);
    String name = intakes.get(m).shape().name();
    float[] mean = new float[width];
    float[] deviation = new float[width];
    boolean present = batch.present(m, r);
    if (!present) {
      Arrays.fill(deviation, 1);
    } else {
      System.arraycopy(means, r * width, mean, 0, width);
      if (deviations != null) {
        for (int k = 0; k < width; k++) {
          // An exponential of a network's output, which overflows where the network has diverged.
          deviation[k] = Math.min(Float.MAX_VALUE, deviations[r * width + k]);
        }
      }
    }
    return new ModalityEstimate(name, present, mean, deviation, new float[0], new float[0]);
  }

  /** Squared error of the reconstruction and of the running mean; NaN without a decoder. */
  private double[] losses(WindowBatch batch, float[][] own, int r) {
    double squares = 0;
    double ofMean = 0;
    int cells = 0;
    for (int m = 0; m < own.length; m++) {
      ModalityIntake.Reading reading = batch.reading(m, r);
      int targets = reading.target().length;
      for (int i = 0; own[m] != null && i < targets; i++) {
        if (reading.known()[i] > 0) {
          double error = reading.target()[i] - own[m][r * targets + i];
          squares += error * error;
          ofMean += (double) reading.target()[i] * reading.target()[i];
          cells++;
        }
      }
    }
    return cells == 0
        ? new double[] {Double.NaN, Double.NaN}
        : new double[] {squares / cells, ofMean / cells};
  }

  @Override
  public void observe(List<AlignedWindow> windows) {
    ModalityIntake.observe(intakes, windows);
  }

  @Override
  public StepReport step(List<AlignedWindow> batch) {
    return stepAtFullRate(batch);
  }

  @Override
  public StepReport stepAtFullRate(List<AlignedWindow> batch) {
    return network.step(WindowBatch.ofStep(intakes, batch), 1);
  }

  @Override
  public RefitReport refit(List<AlignedWindow> reservoir, List<AlignedWindow> heldOut) {
    if (reservoir.isEmpty()) {
      return new RefitReport(false, Double.NaN, Double.NaN, 0, "No windows to train on.", true);
    }
    int steps = 2 * settings.refitSteps();
    for (int s = 0; s < steps; s++) {
      RandomGenerator random = CounterRandom.at(seed, network.steps(), DRAW_STREAM);
      double share = 1 - (double) s / steps;
      network.step(read(WindowDraws.draw(random, reservoir, REFIT_BATCH)), share);
    }
    return new RefitReport(
        true,
        Double.NaN,
        Double.NaN,
        graph().selectedEdges().size(),
        "The baseline took %d steps on the reservoir.".formatted(steps));
  }

  @Override
  public long steps() {
    return network.steps();
  }

  @Override
  public CausalGraph graph() {
    List<LatentNode> nodes = new ArrayList<>();
    for (int m = 0; m < intakes.size(); m++) {
      for (int k = 0; k < network.objective().published(m); k++) {
        nodes.add(LatentNode.of(intakes.get(m).shape().name(), k));
      }
    }
    boolean[][] links = network.links();
    List<CausalEdge> edges = new ArrayList<>();
    for (int cause = 0; links != null && cause < links.length; cause++) {
      for (int effect = 0; effect < links.length; effect++) {
        if (links[cause][effect]) {
          edges.add(
              new CausalEdge(
                  nodes.get(cause).id(),
                  nodes.get(effect).id(),
                  Double.NaN,
                  Double.NaN,
                  Double.NaN,
                  Double.NaN,
                  true));
        }
      }
    }
    return new CausalGraph(nodes, edges);
  }

  @Override
  public IdentifiabilityReport report() {
    List<ConditionFinding> findings =
        intakes.stream()
            .map(
                intake ->
                    new ConditionFinding(
                        IdentifiabilityReport.SUMMARY,
                        intake.shape().name(),
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        FindingStatus.NOT_TESTABLE,
                        Verdict.UNDECIDED
                            + ": the estimator '"
                            + kind.id()
                            + "' is a baseline for comparison; it checks no condition, so its latents are not to be read."))
            .toList();
    return new IdentifiabilityReport(findings, List.of());
  }

  @Override
  public byte[] save() {
    StateWriter out = new StateWriter(MAGIC, VERSION, fingerprint());
    intakes.forEach(intake -> intake.write(out));
    network.write(out);
    return out.toBytes();
  }

  @Override
  public void restore(byte[] state) {
    StateReader in = new StateReader(state, MAGIC, VERSION, fingerprint());
    intakes.forEach(intake -> intake.read(in));
    network.read(in);
    in.finish();
  }

  private String fingerprint() {
    StringBuilder text = new StringBuilder(kind.id() + "\n" + network.describe() + "\n");
    intakes.forEach(intake -> text.append(intake.shape()).append('\n'));
    return text.toString();
  }

  @Override
  public int managedArrays() {
    return network.managedArrays();
  }

  @Override
  public void close() {
    network.close();
  }
}
