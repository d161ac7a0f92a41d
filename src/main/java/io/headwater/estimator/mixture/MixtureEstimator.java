package io.headwater.estimator.mixture;

import ai.djl.Device;
import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.StepReport;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowEstimate;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.mixture.OutcomeSpace;
import io.headwater.window.AlignedWindow;
import java.util.List;
import java.util.TreeSet;

/**
 * The model of Walker, Actor, Martinez and Trask, "Causal disentanglement of multimodal data"
 * (2023), as a stream: encoders whose product is one latent for all modalities, a mixture over it
 * whose components are the joint outcomes of the nodes of a causal graph, and for chosen modalities
 * a formula in the place of a decoder.
 *
 * <p>Publishes two blocks, {@value #JOINT} with the latent and {@value #CAUSES} with the expected
 * category of each node, and after them one entry without latents for each modality, which says
 * whether the window had it.
 *
 * <pre>{@code
 * MixtureSettings settings = MixtureSettings.of(3, List.of(2, 2, 2));
 * try (Estimator learner = MixtureEstimator.create(shapes, settings, 1, MixtureEstimator.CPU)) {
 *   learner.observe(windows);
 *   learner.step(windows);
 *   learner.refit(reservoir, heldOut);
 *   List<WindowEstimate> estimates = learner.infer(windows);
 * }
 * }</pre>
 *
 * <p>More joint outcomes than {@link OutcomeSpace#MOST_OUTCOMES} are not listed: effects of nodes
 * then add up, and are sampled.
 *
 * <p>Before the first {@link #refit} the prior is N(0, I), and every category is as likely as
 * another. Not thread-safe.
 */
public final class MixtureEstimator implements Estimator {
  /** For {@link #create}: use the CPU. */
  public static final int CPU = -1;

  /** Block of the continuous latent. */
  public static final String JOINT = "joint";

  /** Block of the nodes of the graph. */
  public static final String CAUSES = "causes";

  /** First bytes of a state, "HWMX". */
  private static final int MAGIC = 0x48574D58;

  /** The newest that any route writes. */
  private static final int NEWEST_VERSION = 2;

  /** Share of the learning rate once components stand on the codes. */
  private static final double SEEDED_RATE = 0.1;

  private final MixtureSettings settings;
  private final List<ModalityIntake> intakes;
  private final MixtureNetwork network;
  private final MixtureRoute route;
  private final MixtureInference inference;
  private long observed;
  private long skipped;

  private MixtureEstimator(
      List<ModalityShape> shapes,
      MixtureSettings settings,
      long seed,
      Device device,
      boolean factorial) {
    this.settings = settings;
    intakes = shapes.stream().map(ModalityIntake::new).toList();
    network = new MixtureNetwork(intakes, settings, seed, device);
    route =
        factorial
            ? new FactorialRoute(intakes, network, settings, seed)
            : new ExactRoute(intakes, network, settings, seed);
    inference = new MixtureInference(intakes, network, route.causes());
  }

  /**
   * An untrained estimator.
   *
   * @param shapes the modalities, in declared order, with distinct names; their own numbers of
   *     latents do not matter, since there is one latent for all
   * @param seed all randomness comes from it
   * @param gpu index of a GPU, or {@link #CPU}
   * @throws IllegalArgumentException when shapes are missing, names repeat, a formula is given to a
   *     modality that is not declared or is no curve, or a factorial mixture has a formula or too
   *     few dimensions
   * @throws IllegalStateException when a GPU is asked for that does not exist
   */
  public static MixtureEstimator create(
      List<ModalityShape> shapes, MixtureSettings settings, long seed, int gpu) {
    return create(shapes, settings, seed, gpu, OutcomeSpace.MOST_OUTCOMES);
  }

  /** The same with another bound on the joint outcomes that are listed; for tests. */
  static MixtureEstimator create(
      List<ModalityShape> shapes, MixtureSettings settings, long seed, int gpu, long mostOutcomes) {
    ModalityShape.check(shapes);
    TreeSet<String> names = new TreeSet<>(shapes.stream().map(ModalityShape::name).toList());
    for (String modality : settings.experts().keySet()) {
      if (!names.contains(modality)) {
        throw new IllegalArgumentException(
            "A formula is given to modality '%s', but only %s are declared."
                .formatted(modality, names));
      }
    }
    for (ModalityShape shape : shapes) {
      if (settings.experts().containsKey(shape.name())
          && shape.steps() > 1
          && shape.channels() > 1) {
        throw new IllegalArgumentException(
            "A formula describes one curve, but modality '%s' has %d channels; declare one modality per channel."
                .formatted(shape.name(), shape.channels()));
      }
    }
    boolean factorial = settings.outcomes().outcomes() > mostOutcomes;
    if (factorial) {
      FactorialRoute.check(settings);
    }
    return new MixtureEstimator(
        shapes, settings, seed, gpu < 0 ? Device.cpu() : Device.gpu(gpu), factorial);
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
    return step(batch, route.causes().seeded() ? SEEDED_RATE : 1);
  }

  @Override
  public StepReport stepAtFullRate(List<AlignedWindow> batch) {
    return step(batch, 1);
  }

  private StepReport step(List<AlignedWindow> batch, double rateShare) {
    MixtureNetwork.Step step =
        network.step(WindowBatch.ofStep(intakes, batch), rateShare, route.prior());
    route.observe(step.codes());
    skipped += step.applied() ? 0 : 1;
    return new StepReport(step.number(), step.loss(), step.gradientNorm(), step.applied());
  }

  /** Steps whose update was skipped whole because it was not finite, exploded, or had no data. */
  public long skippedSteps() {
    return skipped;
  }

  @Override
  public RefitReport refit(List<AlignedWindow> reservoir, List<AlignedWindow> heldOut) {
    return route.refit(reservoir, heldOut);
  }

  @Override
  public long steps() {
    return network.steps();
  }

  @Override
  public CausalGraph graph() {
    return route.graph();
  }

  @Override
  public IdentifiabilityReport report() {
    return route.report(observed);
  }

  /**
   * Parameters of a modality's formula by component, [parameter][component], in its own units.
   *
   * @throws IllegalArgumentException when the modality has no formula
   */
  public float[][] formulaParameters(String modality) {
    for (int m = 0; m < intakes.size(); m++) {
      if (intakes.get(m).shape().name().equals(modality) && network.scale(m) != null) {
        try (LatentPass pass = network.freeze()) {
          return pass.parameters(m, network.scale(m));
        }
      }
    }
    throw new IllegalArgumentException("Modality '%s' has no formula.".formatted(modality));
  }

  /**
   * Joint outcome of each component, for {@link #formulaParameters}.
   *
   * @throws IllegalStateException where outcomes are too many to list
   */
  public int[] outcomeOfComponent() {
    return outcomes().outcome().clone();
  }

  MixtureNetwork network() {
    return network;
  }

  OutcomeMixture outcomes() {
    if (route instanceof ExactRoute exact) {
      return exact.outcomes();
    }
    throw new IllegalStateException(
        "A factorial mixture has no list of outcomes; its nodes are published one by one.");
  }

  MixtureRoute route() {
    return route;
  }

  List<ModalityIntake> intakes() {
    return intakes;
  }

  @Override
  public byte[] save() {
    StateWriter out = new StateWriter(MAGIC, route.stateVersion(), fingerprint());
    out.writeLong(observed);
    out.writeLong(skipped);
    intakes.forEach(intake -> intake.write(out));
    network.write(out);
    route.write(out);
    return out.toBytes();
  }

  @Override
  public void restore(byte[] state) {
    StateReader in = new StateReader(state, MAGIC, NEWEST_VERSION, fingerprint());
    if (in.version() != route.stateVersion()) {
      throw new IllegalArgumentException(
          "The state has version %d, which is not of this kind of mixture (version %d); use the bound on outcomes it was written with."
              .formatted(in.version(), route.stateVersion()));
    }
    observed = in.readLong();
    skipped = in.readLong();
    intakes.forEach(intake -> intake.read(in));
    network.read(in);
    route.read(in);
    in.finish();
  }

  /** Everything that fixes the layout of a state. */
  private String fingerprint() {
    StringBuilder text = new StringBuilder();
    intakes.forEach(intake -> text.append(intake.shape()).append('\n'));
    text.append(network.describe());
    text.append("\ncategories ").append(settings.outcomes().categories());
    settings.experts().forEach((m, f) -> text.append('\n').append(m).append(": ").append(f.word()));
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
