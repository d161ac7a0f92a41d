package io.headwater.estimator.coupled;

import ai.djl.Device;
import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.StepReport;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowEstimate;
import io.headwater.estimator.report.FindingsCodec;
import io.headwater.estimator.report.WindowsObserved;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * The system of Liu et al., "Beyond DAGs: A Latent Partial Causal Model" (2024): latents of
 * modalities are coupled, and nothing is said of which causes which.
 *
 * <p>At every {@link #step}: a symmetric contrast over all pairs of modalities that a window has.
 * At every {@link #refit}: whitening and FastICA of the embeddings of each modality, components in
 * the order and with the signs published before.
 *
 * <pre>{@code
 * CoupledSettings settings = CoupledSettings.of(CoupledSettings.Geometry.BOX);
 * try (Estimator learner = CoupledEstimator.create(shapes, settings, 1, CoupledEstimator.CPU)) {
 *   learner.observe(windows);
 *   learner.step(windows);
 *   List<WindowEstimate> estimates = learner.infer(windows);
 * }
 * }</pre>
 *
 * <p>Not thread-safe. Before a modality has two observed windows its values have no scale and count
 * as missing.
 */
public final class CoupledEstimator implements Estimator {
  /** For {@link #create}: use the CPU. */
  public static final int CPU = -1;

  /** First bytes of a state, "HWCE". */
  private static final int MAGIC = 0x48574345;

  private static final int VERSION = 1;

  private static final List<String> ASSUMPTIONS =
      List.of(
          "The number of latents is as configured, and the same in all modalities.",
          "Each modality's data are an invertible function of its latents and of what it has alone.",
          "What a modality has alone is independent of all other modalities.",
          "In a box: latents are independent and uniform, and differ from their partners by Laplace's"
              + " law (Liu et al., theorem 4.2). On a sphere: uniform, and by von Mises and Fisher's"
              + " (theorem 4.1).",
          "Couplings have no direction: whether one latent causes its partner is not asked.",
          "The data-generating process is the same for all subjects and does not drift faster than"
              + " the learner follows.");

  private final List<ModalityIntake> intakes;
  private final CoupledSettings settings;
  private final CoupledNetwork network;
  private final ComponentStage stage;
  private final Resolving resolving;
  private long observed;

  private CoupledEstimator(
      List<ModalityShape> shapes, CoupledSettings settings, long seed, Device device) {
    this.settings = settings;
    intakes = shapes.stream().map(ModalityIntake::new).toList();
    network = new CoupledNetwork(intakes, settings, seed, device);
    stage = new ComponentStage(intakes, network.dimensions());
    resolving = new Resolving(intakes, network, stage, settings, seed);
  }

  /**
   * An untrained estimator.
   *
   * @param shapes the modalities, in declared order, with distinct names and equal numbers of
   *     latents
   * @param seed all randomness comes from it
   * @param gpu index of a GPU, or {@link #CPU}
   * @throws IllegalArgumentException when there are fewer than two modalities, names repeat, or
   *     numbers of latents differ
   * @throws IllegalStateException when a GPU is asked for that does not exist
   */
  public static CoupledEstimator create(
      List<ModalityShape> shapes, CoupledSettings settings, long seed, int gpu) {
    if (shapes.size() < 2) {
      throw new IllegalArgumentException(
          "Coupled latents need two modalities at least, and %d is declared; add another."
              .formatted(shapes.size()));
    }
    ModalityShape.check(shapes);
    List<String> names = shapes.stream().map(ModalityShape::name).toList();
    if (shapes.stream().mapToInt(ModalityShape::latents).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "Coupled latents are as many in each modality, and %s have %s; give all the same number."
              .formatted(names, shapes.stream().map(ModalityShape::latents).toList()));
    }
    Device device = gpu < 0 ? Device.cpu() : Device.gpu(gpu);
    return new CoupledEstimator(shapes, settings, seed, device);
  }

  @Override
  public List<WindowEstimate> infer(List<AlignedWindow> windows) {
    return new CoupledInference(intakes, network, stage).infer(windows);
  }

  @Override
  public void observe(List<AlignedWindow> windows) {
    observed += windows.size();
    ModalityIntake.observe(intakes, windows);
  }

  @Override
  public StepReport step(List<AlignedWindow> batch) {
    return report(network.step(WindowBatch.ofStep(intakes, batch)));
  }

  @Override
  public StepReport stepAtFullRate(List<AlignedWindow> batch) {
    return report(network.step(WindowBatch.ofStep(intakes, batch), 1));
  }

  private static StepReport report(CoupledNetwork.Step step) {
    return new StepReport(step.number(), step.loss(), step.gradientNorm(), step.applied());
  }

  @Override
  public RefitReport refit(List<AlignedWindow> reservoir, List<AlignedWindow> heldOut) {
    return resolving.refit(reservoir, heldOut);
  }

  @Override
  public long steps() {
    return network.steps();
  }

  /** Steps that left no trace: not finite, exploded, without data, or undone by a settling. */
  public long skippedSteps() {
    return network.skippedSteps();
  }

  @Override
  public CausalGraph graph() {
    return stage.graph();
  }

  @Override
  public IdentifiabilityReport report() {
    List<ConditionFinding> all = new ArrayList<>();
    all.add(WindowsObserved.finding(observed));
    all.addAll(resolving.findings());
    return new IdentifiabilityReport(all, ASSUMPTIONS);
  }

  @Override
  public byte[] save() {
    StateWriter out = new StateWriter(MAGIC, VERSION, fingerprint());
    out.writeLong(observed);
    intakes.forEach(intake -> intake.write(out));
    network.write(out);
    stage.write(out);
    FindingsCodec.write(out, resolving.findings());
    return out.toBytes();
  }

  @Override
  public void restore(byte[] state) {
    StateReader in = new StateReader(state, MAGIC, VERSION, fingerprint());
    observed = in.readLong();
    intakes.forEach(intake -> intake.read(in));
    network.read(in);
    stage.read(in);
    resolving.restore(FindingsCodec.read(in));
    in.finish();
  }

  /** Everything that fixes the layout of a state. */
  private String fingerprint() {
    StringBuilder text = new StringBuilder("coupled ").append(settings.geometry()).append('\n');
    intakes.forEach(intake -> text.append(intake.shape()).append('\n'));
    return text.append(network.describe()).toString();
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
