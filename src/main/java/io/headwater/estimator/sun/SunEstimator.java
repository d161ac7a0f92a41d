package io.headwater.estimator.sun;

import ai.djl.Device;
import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.SharedBlock;
import io.headwater.estimator.StepReport;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowEstimate;
import io.headwater.estimator.count.SummarySample;
import io.headwater.estimator.network.BottleneckNetwork;
import io.headwater.estimator.network.SummaryPass;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.latent.GraphConstraints;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The model of Sun et al., "Causal Representation Learning from Multimodal Biomedical Observations"
 * (ICLR 2025), in a form sound enough for a stream.
 *
 * <p>Stage 1, at every {@link #step}: a bottleneck regression. Each modality is encoded into
 * latents and exogenous components; both reconstruct the modality's own summary, the latents alone
 * predict the summaries of all others, so the shared causes gather in the latents. Stage 2, at
 * every {@link #refit}: an invertible unmixing of the frozen codes together with a gated causal
 * prior between the components of different modalities.
 *
 * <pre>{@code
 * try (Estimator learner = SunEstimator.create(shapes, SunSettings.defaults(), 1)) {
 *   learner.observe(windows);
 *   learner.step(windows);
 *   List<WindowEstimate> estimates = learner.infer(windows);
 * }
 * }</pre>
 *
 * <p>Not thread-safe. Before a modality has two observed windows its values have no scale and count
 * as missing.
 */
public final class SunEstimator implements Estimator {
  /** For {@link #create(List, SunSettings, long, int)}: use the CPU. */
  public static final int CPU = -1;

  /** First bytes of a state, "HWSE". */
  private static final int MAGIC = 0x48575345;

  private static final int VERSION = 2;

  private final SharedLayout layout;
  private final List<ModalityIntake> intakes;
  private final BottleneckNetwork network;
  private final LatentStage stage;
  private final WindowInference inference;
  private final Resolving resolving;
  private final GraphConstraints graph;
  private long observed;

  private SunEstimator(SharedLayout layout, SunSettings settings, long seed, Device device) {
    this.layout = layout;
    intakes =
        IntStream.range(0, layout.modalities())
            .mapToObj(m -> new ModalityIntake(layout.encoded(m)))
            .toList();
    network = new BottleneckNetwork(intakes, layout.pairs(), settings.network(), seed, device);
    stage = new LatentStage(layout);
    inference = new WindowInference(intakes, network, stage);
    graph = settings.graph();
    graph.checkAgainst(layout.modalities());
    resolving = new Resolving(intakes, network, stage, settings, seed);
  }

  /** An untrained estimator on the CPU. */
  public static SunEstimator create(List<ModalityShape> shapes, SunSettings settings, long seed) {
    return create(shapes, settings, seed, CPU);
  }

  /**
   * An untrained estimator.
   *
   * @param shapes the modalities, in declared order, with distinct names
   * @param seed all randomness comes from it
   * @param gpu index of a GPU, or {@link #CPU}
   * @throws IllegalArgumentException when shapes are missing, names repeat, or the graph's
   *     constraints name other modalities
   * @throws IllegalStateException when a GPU is asked for that does not exist
   */
  public static SunEstimator create(
      List<ModalityShape> shapes, SunSettings settings, long seed, int gpu) {
    return create(shapes, List.of(), settings, seed, gpu);
  }

  /**
   * An untrained estimator of modalities that share latents.
   *
   * @param shapes the modalities, in declared order, with distinct names; their latents are those
   *     they have alone
   * @param shared what they share
   * @param seed all randomness comes from it
   * @param gpu index of a GPU, or {@link #CPU}
   * @throws IllegalArgumentException when shapes are missing, names repeat, or a shared block or
   *     the graph's constraints name other modalities
   * @throws IllegalStateException when a GPU is asked for that does not exist
   */
  public static SunEstimator create(
      List<ModalityShape> shapes,
      List<SharedBlock> shared,
      SunSettings settings,
      long seed,
      int gpu) {
    ModalityShape.check(shapes);
    Device device = gpu < 0 ? Device.cpu() : Device.gpu(gpu);
    return new SunEstimator(new SharedLayout(shapes, shared), settings, seed, device);
  }

  /** Takes over the input statistics of an estimator of the same modalities. */
  void inherit(SunEstimator earlier) {
    StateWriter out = new StateWriter(MAGIC, VERSION, "");
    earlier.intakes.forEach(intake -> intake.write(out));
    StateReader in = new StateReader(out.toBytes(), MAGIC, VERSION, "");
    intakes.forEach(intake -> intake.read(in));
    observed = earlier.observed;
  }

  /** Standardised summaries of windows under the input statistics as they stand. */
  SummarySample summaries(List<AlignedWindow> windows) {
    return SummaryPass.read(intakes, windows);
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
    List<String> declared = new ArrayList<>(layout.sentences());
    declared.addAll(graph.sentences(stage.names()));
    return resolving.findings().report(observed, declared);
  }

  @Override
  public byte[] save() {
    StateWriter out = new StateWriter(MAGIC, VERSION, fingerprint());
    out.writeLong(observed);
    intakes.forEach(intake -> intake.write(out));
    network.write(out);
    stage.write(out);
    resolving.findings().write(out);
    return out.toBytes();
  }

  @Override
  public void restore(byte[] state) {
    StateReader in = new StateReader(state, MAGIC, VERSION, fingerprint());
    if (in.version() < VERSION) {
      throw new IllegalArgumentException(
          "The state has version %d, which was never released; this version reads %d. Learn again from the recordings."
              .formatted(in.version(), VERSION));
    }
    observed = in.readLong();
    intakes.forEach(intake -> intake.read(in));
    network.read(in);
    stage.read(in);
    resolving.restore(HeldOutFindings.read(in, stage.blocks().size()));
    in.finish();
  }

  /** Everything that fixes the layout of a state, and what its graph was told to heed. */
  private String fingerprint() {
    StringBuilder text = new StringBuilder();
    intakes.forEach(intake -> text.append(intake.shape()).append('\n'));
    text.append(network.describe());
    layout.blocks().forEach(block -> text.append('\n').append(block));
    if (!graph.declareNothing()) { // so that states without any keep theirs
      text.append('\n').append(graph.fingerprint());
    }
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
