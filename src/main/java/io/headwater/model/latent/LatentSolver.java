package io.headwater.model.latent;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.headwater.model.TensorEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Finds components and cross-modal graph from whitened codes: a few flows unbend them ({@link
 * Unbending}), many linear restarts find the axes ({@link Turning}), short linear fits from the
 * best of them find the order of the modalities ({@link OrderSearch}), the best axes are refined
 * whole in that order, pruned by held-out gain and chosen by held-out score.
 *
 * <p>What it rests on: links between modalities that are sparse, noise that is non-Gaussian or
 * heteroscedastic, and no edges within a modality that can be linked to one other only, which would
 * lead to wrong components on which replicas may agree. In others such edges are fitted, and found
 * where they pay.
 *
 * <p>Deterministic: equal arguments give equal bits on a CPU with one engine thread, whatever else
 * the JVM does.
 */
public final class LatentSolver {
  private static final String NOTHING_FINITE =
      "No fit of the latent model stayed finite; look at the codes.";

  private LatentSolver() {}

  /** A solve about whose graph nothing is known. */
  public static SolveResult solve(
      CodeSample train,
      CodeSample heldOut,
      SolverSettings settings,
      LatentModel warmStartOrNull,
      List<String> modalityNames) {
    return solve(train, heldOut, settings, GraphConstraints.none(), warmStartOrNull, modalityNames);
  }

  /**
   * @param train rows to fit
   * @param heldOut other rows, for orders, pruning and selection
   * @param constraints what is known about the graph
   * @param warmStartOrNull an earlier solution; one replica starts from it when shapes agree, and
   *     its order is kept unless another is clearly better
   * @param modalityNames for messages, one per modality
   * @return the solution, or with {@link SolveResult#solved} false what data were missing
   */
  public static SolveResult solve(
      CodeSample train,
      CodeSample heldOut,
      SolverSettings settings,
      GraphConstraints constraints,
      LatentModel warmStartOrNull,
      List<String> modalityNames) {
    Objects.requireNonNull(settings, "settings");
    SampleChecks checks = new SampleChecks(train, heldOut, modalityNames);
    checks.requireFit(constraints, settings.ablation());
    String shortfall = checks.shortfall(constraints);
    if (!shortfall.isEmpty()) {
      return SolveResult.notEnoughData(train.modalities(), shortfall);
    }
    try (NDManager manager = TensorEngine.newManager(Device.cpu());
        Lanes lanes = Lanes.ofThisMachine()) {
      Fitting fitting =
          new Fitting(
              manager, lanes, train, train.rowsWithAny(), heldOut, heldOut.rowsWithAny(), settings);
      return solve(fitting, constraints, warmStartOrNull);
    }
  }

  private static SolveResult solve(
      Fitting fitting, GraphConstraints constraints, LatentModel warmStart) {
    SolverSettings settings = fitting.settings();
    boolean[][] seen = SampleChecks.linked(fitting);
    boolean[][] linked = constraints.without(seen);
    LatentNetwork network = network(fitting, settings.couplings());
    LatentNetwork linear = network(fitting, 0);
    Unbending unbending = new Unbending(fitting);
    List<Unbending.Unbent> flows = unbending.fit(network, seen);
    boolean warm =
        warmStart != null && warmStart.state().shape().sameAs(network.shape()) && flows.size() > 1;
    if (warm) { // what is known competes with the freshly unbent codes, and may lose
      ModelState state = warmStart.state();
      flows.set(flows.size() - 1, unbending.of(network, state.parameters(), state.bases()));
    }
    if (flows.isEmpty()) {
      return SolveResult.notEnoughData(seen.length, NOTHING_FINITE);
    }
    OrderOfComponents orders = new OrderOfComponents(linear, linked, constraints);
    List<Turning.Turned> turned =
        new Turning(fitting, linear, orders.beforeItIsKnown()).fit(flows, settings.replicas());
    if (turned.isEmpty()) {
      return SolveResult.notEnoughData(seen.length, NOTHING_FINITE);
    }
    Turning.Turned axes = turned.get(0);
    Unbending.Unbent components =
        new Unbending(fitting.on(axes.flow())).of(linear, axes.parameters(), axes.bases());
    int[] known = warmStart == null ? null : warmStart.rank();
    CausalOrder order = orders.find(fitting.on(components), known);
    Composition composition = new Composition(network, linear);
    List<Composition.Start> starts = new ArrayList<>();
    turned.forEach(t -> starts.add(composition.of(t)));
    if (warm) { // and as it stands
      ModelState state = warmStart.state();
      starts.add(new Composition.Start(state.parameters().clone(), state.bases().clone()));
    }
    return new Refining(fitting, network, orders).refine(starts, order, known).result(constraints);
  }

  private static LatentNetwork network(Fitting fitting, int couplings) {
    SolverSettings settings = fitting.settings();
    LatentNetwork network =
        new LatentNetwork(
            new NetworkShape(
                fitting.train().latents(),
                fitting.train().exogenous(),
                fitting.train().given(),
                couplings,
                settings.flowHidden(),
                settings.priorHidden()));
    return settings.ablation() == SolverSettings.Ablation.DETERMINANT
        ? network.withoutDeterminant()
        : network;
  }
}
