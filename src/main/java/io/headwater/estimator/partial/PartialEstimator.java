package io.headwater.estimator.partial;

import ai.djl.Device;
import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.StepReport;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowEstimate;
import io.headwater.estimator.network.BottleneckNetwork;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.sharing.PartialSharing;
import io.headwater.window.AlignedWindow;
import java.util.List;

/**
 * Partially shared latents, inspired by Benhamza, Clausel and Tami 2026 (arXiv 2605.19135): each
 * modality is made of a subset of the latents, and which of them is shared by whom is found.
 *
 * <p>Stage 1, at every {@link #step}: autoencoders whose codes also predict the other modalities,
 * and the Wasserstein module, which pulls together what modalities hold in common. Stage 2, at
 * every {@link #refit}: axes of each code, membership of each component, fusion of shared ones, and
 * a gated causal prior between the blocks.
 *
 * <pre>{@code
 * try (Estimator learner = PartialEstimator.create(shapes, PartialSettings.defaults(), 1, -1)) {
 *   learner.observe(windows);
 *   learner.step(windows);
 *   learner.refit(reservoir, heldOut);
 *   learner.graph().nodes().forEach(node -> print(node.id(), node.sharedWith()));
 * }
 * }</pre>
 *
 * <p>Latents of a modality are all that it contains, shared ones included. Not thread-safe. Before
 * a modality has two observed windows its values have no scale and count as missing.
 */
public final class PartialEstimator implements Estimator {
  /** The finding on two components of which it is not decided whether they are one latent. */
  public static final String DOUBTFUL_PAIR = "shared or strongly coupled";

  /** First bytes of a state, "HWPS". */
  private static final int MAGIC = 0x48575053;

  private static final int VERSION = 1;

  private final List<ModalityIntake> intakes;
  private final PartialSettings settings;
  private final PartialSharing sharing;
  private final BottleneckNetwork network;
  private final PartialStage stage;
  private final PartialInference inference;
  private final PartialResolving resolving;
  private long observed;

  private PartialEstimator(
      List<ModalityShape> shapes, PartialSettings settings, long seed, Device device) {
    this.settings = settings;
    intakes = shapes.stream().map(ModalityIntake::new).toList();
    sharing = new PartialSharing(SharingMaps.widths(shapes), settings.pull());
    network = new BottleneckNetwork(intakes, sharing, settings.network(), seed, device);
    stage = new PartialStage(List.copyOf(shapes));
    inference = new PartialInference(intakes, network, stage);
    resolving = new PartialResolving(intakes, network, stage, settings, seed);
  }

  /**
   * An untrained estimator.
   *
   * @param shapes the modalities, in declared order, with distinct names
   * @param seed all randomness comes from it
   * @param gpu index of a GPU, or -1 for the CPU
   * @throws IllegalArgumentException when shapes are missing or names repeat
   * @throws IllegalStateException when a GPU is asked for that does not exist
   */
  public static PartialEstimator create(
      List<ModalityShape> shapes, PartialSettings settings, long seed, int gpu) {
    ModalityShape.check(shapes);
    return new PartialEstimator(shapes, settings, seed, gpu < 0 ? Device.cpu() : Device.gpu(gpu));
  }

  @Override
  public List<WindowEstimate> infer(List<AlignedWindow> windows) {
    return inference.infer(windows);
  }

  @Override
  public void observe(List<AlignedWindow> windows) {
    observed += windows.size();
    ModalityIntake.observe(intakes, windows);
  }

  @Override
  public StepReport step(List<AlignedWindow> batch) {
    return network.step(WindowBatch.ofStep(intakes, batch));
  }

  @Override
  public StepReport stepAtFullRate(List<AlignedWindow> batch) {
    return network.step(WindowBatch.ofStep(intakes, batch), 1);
  }

  @Override
  public RefitReport refit(List<AlignedWindow> reservoir, List<AlignedWindow> heldOut) {
    return resolving.refit(reservoir, heldOut);
  }

  @Override
  public long steps() {
    return network.steps();
  }

  /** Steps whose update was skipped whole because it was not finite, exploded, or had no data. */
  public long skippedSteps() {
    return network.skippedSteps();
  }

  @Override
  public CausalGraph graph() {
    return stage.graph();
  }

  @Override
  public IdentifiabilityReport report() {
    return resolving.findings().report(observed, settings);
  }

  @Override
  public byte[] save() {
    StateWriter out = new StateWriter(MAGIC, VERSION, fingerprint());
    out.writeLong(observed);
    intakes.forEach(intake -> intake.write(out));
    network.write(out);
    sharing.write(out);
    stage.write(out);
    resolving.findings().write(out);
    return out.toBytes();
  }

  @Override
  public void restore(byte[] state) {
    StateReader in = new StateReader(state, MAGIC, VERSION, fingerprint());
    observed = in.readLong();
    intakes.forEach(intake -> intake.read(in));
    network.read(in);
    sharing.read(in);
    stage.read(in);
    resolving.restore(PartialFindings.read(in));
    in.finish();
  }

  /** Everything that fixes the layout of a state. */
  private String fingerprint() {
    StringBuilder text = new StringBuilder();
    intakes.forEach(intake -> text.append(intake.shape()).append('\n'));
    text.append(network.describe());
    text.append("\nspecific latents may cause shared ones: ").append(settings.specificMayCause());
    return text.toString();
  }

  @Override
  public int managedArrays() {
    return network.managedArrays();
  }

  @Override
  public void close() {
    stage.close();
    network.close();
  }
}
