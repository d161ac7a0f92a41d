package io.headwater.model.latent;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.headwater.graph.CausalEdge;
import io.headwater.model.StagingBuffers;
import io.headwater.model.TensorEngine;
import java.util.Arrays;
import java.util.List;

/**
 * A solved latent model: components of new codes, what absent modalities are expected to be, and
 * the edges with their evidence. Immutable and thread-safe. It holds Java arrays only; native
 * memory lives within a call.
 */
public final class LatentModel implements AutoCloseable {
  private final ModelState state;
  private final LatentNetwork network;
  private final double[][] noiseMoments;
  private final ShownComponents shown;
  private final AbsentModalities absent;

  LatentModel(ModelState state) {
    this.state = state;
    this.network = new LatentNetwork(state.shape());
    this.noiseMoments =
        ConditionalPrior.noiseMoments(
            network.table(), state.parameters(), network.layout().nodes());
    this.shown = new ShownComponents(network.layout(), state);
    this.absent = new AbsentModalities(network, state.rank(), noiseMoments);
  }

  ModelState state() {
    return state;
  }

  /** Latents of each modality. */
  public int[] latents() {
    return state.shape().latents().clone();
  }

  /** Causal position of each modality, from 0. */
  public int[] rank() {
    return state.rank().clone();
  }

  /**
   * Components of the present modalities, near unit variance, (row, latents) each; 0 where absent.
   */
  public float[][] transform(CodeSample codes) {
    return unmix(codes).components();
  }

  /**
   * Held-out negative log-likelihood of the codes, nats per row; absent modalities do not count.
   */
  public double heldOutNll(CodeSample codes) {
    check(codes);
    double[] sum = {0};
    eachChunk(
        codes,
        (workspace, p, batch, gates, rows) -> {
          NDArray bases = network.bases(workspace, state.bases(), 1);
          for (float nll :
              network.likelihood(workspace, p, bases, batch, gates).rowNll().toFloatArray()) {
            sum[0] += nll;
          }
        });
    return sum[0] / codes.rows();
  }

  /**
   * Components with their uncertainty, (row, latents) per modality.
   *
   * @param mean of present modalities the components; of absent ones the mean given their causes
   * @param deviation of present modalities 0; of absent ones the standard deviation given their
   *     causes
   */
  public record Prior(float[][] mean, float[][] deviation) {}

  /**
   * Fills absent modalities from the prior, in causal order, given the modalities before them.
   * Absent causes stand in with their own means, and what is known of effects is not used: the
   * deviations are therefore those of the mechanism, not of a full posterior.
   */
  public Prior prior(CodeSample codes) {
    check(codes);
    float[][] mean = zeros(codes);
    float[][] deviation = zeros(codes);
    eachChunk(
        codes,
        (workspace, p, batch, gates, rows) -> {
          NDArray bases = network.bases(workspace, state.bases(), 1);
          NDArray unmixed = network.flow().apply(workspace, p, bases, batch).latents();
          float[] latents = unmixed.mul(batch.presentByRow()).toFloatArray();
          AbsentModalities.Filled filled =
              new AbsentModalities.Filled(
                  latents, batch.presentByRow().toFloatArray(), new float[latents.length]);
          absent.fill(workspace, p, gates, codes, rows, filled);
          shown.copy(rows, filled.latents(), true, mean);
          shown.copy(rows, filled.deviation(), false, deviation);
        });
    return new Prior(mean, deviation);
  }

  /**
   * Components and exogenous components of the present modalities, near unit variance; 0 where
   * absent.
   *
   * @param components (row, latents) per modality
   * @param exogenous (row, exogenous) per modality
   */
  public record Unmixed(float[][] components, float[][] exogenous) {}

  /** All that the codes hold, unmixed. */
  public Unmixed unmix(CodeSample codes) {
    check(codes);
    LatentLayout layout = network.layout();
    float[][] exogenous = new float[codes.modalities()][];
    for (int m = 0; m < exogenous.length; m++) {
      exogenous[m] = new float[codes.rows() * layout.exogenous(m)];
    }
    float[][] components = zeros(codes);
    eachChunk(
        codes,
        (workspace, p, batch, gates, rows) -> {
          NDArray bases = network.bases(workspace, state.bases(), 1);
          UnmixingFlow.Unmixed unmixed = network.flow().apply(workspace, p, bases, batch);
          shown.copy(
              rows, unmixed.latents().mul(batch.presentByRow()).toFloatArray(), true, components);
          if (unmixed.exogenous() != null) {
            copyExogenous(unmixed.exogenous().toFloatArray(), codes, rows, exogenous);
          }
        });
    return new Unmixed(components, exogenous);
  }

  private void copyExogenous(float[] values, CodeSample codes, int[] rows, float[][] to) {
    LatentLayout layout = network.layout();
    for (int m = 0; m < to.length; m++) {
      for (int b = 0; b < rows.length; b++) {
        if (codes.has(m, rows[b])) {
          System.arraycopy(
              values,
              (m * rows.length + b) * layout.exogenousWidth(),
              to[m],
              rows[b] * layout.exogenous(m),
              layout.exogenous(m));
        }
      }
    }
  }

  /**
   * What the causes of components leave open, (row, latents) per modality; 0 where the modality is
   * absent. Absent causes count as unknown.
   *
   * @param standardised the unexplained part by its own fitted law: mean 0, deviation 1
   * @param deviation its fitted standard deviation given the causes, in units of the component
   */
  public record Noise(float[][] standardised, float[][] deviation) {}

  /** The unexplained part of each component and its size. */
  public Noise noise(CodeSample codes) {
    check(codes);
    float[][] standardised = zeros(codes);
    float[][] deviation = zeros(codes);
    int nodes = network.layout().nodes();
    eachChunk(
        codes,
        (workspace, p, batch, gates, rows) -> {
          NDArray bases = network.bases(workspace, state.bases(), 1);
          NDArray latents = network.flow().apply(workspace, p, bases, batch).latents();
          ConditionalPrior.Conditional conditional =
              network.prior().given(workspace, p, latents, batch.presentByRow(), gates);
          float[] raw = conditional.noise(latents).toFloatArray();
          float[] logRate = conditional.logRate().toFloatArray();
          float[] byRow = new float[raw.length];
          float[] spread = new float[raw.length];
          for (int node = 0; node < nodes; node++) {
            for (int b = 0; b < rows.length; b++) {
              if (codes.has(network.layout().modalityOf(node), rows[b])) {
                int at = node * rows.length + b;
                double[] moments = noiseMoments[node];
                byRow[b * nodes + node] = (float) ((raw[at] - moments[0]) / moments[1]);
                spread[b * nodes + node] = (float) (moments[1] * Math.exp(-logRate[at]));
              }
            }
          }
          shown.copy(rows, byRow, true, standardised);
          shown.copy(rows, spread, false, deviation);
        });
    return new Noise(standardised, deviation);
  }

  /**
   * Every edge between modalities that was possible, and those found within modalities, whose
   * direction means nothing; sorted by source and target as shown. Score: held-out gain in nats per
   * row with both ends present, NaN for edges that the gates or an earlier round closed.
   * Probability: NaN within modalities, where gates were held open. Direction support: from the
   * short linear fits of the order search; below 0.03 nats it proves nothing.
   *
   * @param modalityNames one per modality
   */
  public List<CausalEdge> edges(List<String> modalityNames) {
    return new ShownEdges(network.layout(), state, modalityNames).list();
  }

  /**
   * The same model with its components shown in another order and direction, so that identities
   * survive a refit.
   *
   * @param permutationWithinModality per modality: present index of the component to show as k, at
   *     k
   * @param signs per modality: 1 or -1 for the component then shown as k
   * @see ComponentMatch
   */
  public LatentModel reordered(int[][] permutationWithinModality, float[][] signs) {
    int[] latents = state.shape().latents();
    int[][] permutation = new int[latents.length][];
    float[][] newSigns = new float[latents.length][];
    for (int m = 0; m < latents.length; m++) {
      int[] wanted = permutationWithinModality[m];
      if (!Arrays.equals(
          Arrays.stream(wanted).sorted().toArray(), ModelState.identityPermutation(latents)[m])) {
        throw new IllegalArgumentException(
            "%s is not a permutation of the %d components of modality %d."
                .formatted(Arrays.toString(wanted), latents[m], m));
      }
      permutation[m] = new int[latents[m]];
      newSigns[m] = new float[latents[m]];
      for (int k = 0; k < latents[m]; k++) {
        permutation[m][k] = state.permutation()[m][wanted[k]];
        newSigns[m][k] = Math.signum(signs[m][k]) * state.signs()[m][wanted[k]];
      }
    }
    return new LatentModel(
        new ModelState(
            state.shape(),
            state.rank(),
            state.parameters(),
            state.bases(),
            state.gates(),
            state.evidence(),
            permutation,
            newSigns));
  }

  /** The whole model as versioned bytes. */
  public byte[] save() {
    return LatentModelCodec.write(state);
  }

  /**
   * @throws IllegalArgumentException when the bytes are damaged, of an unknown version, or too long
   */
  public static LatentModel restore(byte[] bytes) {
    return new LatentModel(LatentModelCodec.read(bytes));
  }

  /** Nothing to free: no native memory is held between calls. */
  @Override
  public void close() {}

  private void check(CodeSample codes) {
    if (!Arrays.equals(codes.latents(), state.shape().latents())
        || !Arrays.equals(codes.exogenous(), state.shape().exogenous())
        || !Arrays.deepEquals(codes.given(), state.shape().given())) {
      throw new IllegalArgumentException(
          "The model was solved for latents %s and exogenous components %s, these codes have %s and %s; re-solve it or encode with the matching encoder."
              .formatted(
                  Arrays.toString(state.shape().latents()),
                  Arrays.toString(state.shape().exogenous()),
                  Arrays.toString(codes.latents()),
                  Arrays.toString(codes.exogenous())));
    }
  }

  private static float[][] zeros(CodeSample codes) {
    float[][] values = new float[codes.modalities()][];
    for (int m = 0; m < values.length; m++) {
      values[m] = new float[codes.rows() * codes.latents()[m]];
    }
    return values;
  }

  private void eachChunk(CodeSample codes, ReplicaEvaluation.Chunk use) {
    Replicas one = Replicas.solved(network, state.parameters(), state.bases(), state.gates());
    int[] rows = java.util.stream.IntStream.range(0, codes.rows()).toArray();
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      new ReplicaEvaluation(manager, new StagingBuffers()).eachChunk(one, codes, rows, use);
    }
  }
}
