package io.headwater.model.latent;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.headwater.model.TensorEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

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
  /** Fewer rows of a modality cannot carry a density in several dimensions. */
  public static final int FEWEST_ROWS = 200;

  /** Fewer held-out rows cannot tell replicas apart. */
  public static final int FEWEST_HELD_OUT_ROWS = 40;

  /** Modalities seen together in fewer rows than this get no edges between them. */
  public static final int FEWEST_SHARED_ROWS = 100;

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
    if (!Arrays.equals(train.latents(), heldOut.latents())
        || !Arrays.equals(train.exogenous(), heldOut.exogenous())
        || !Arrays.deepEquals(train.given(), heldOut.given())
        || modalityNames.size() != train.modalities()) {
      throw new IllegalArgumentException(
          "Training rows have latents %s, held-out rows %s, and there are %d modality names; all three must match."
              .formatted(
                  Arrays.toString(train.latents()),
                  Arrays.toString(heldOut.latents()),
                  modalityNames.size()));
    }
    constraints.checkAgainst(train.modalities());
    if (!settings.crossEdges() && !constraints.required().isEmpty()) {
      throw new IllegalArgumentException(
          "Edges are required, but the settings forbid all edges between modalities; drop one.");
    }
    String shortfall = shortfall(train, heldOut, constraints, modalityNames);
    if (!shortfall.isEmpty()) {
      return SolveResult.notEnoughData(train.modalities(), shortfall);
    }
    try (NDManager manager = TensorEngine.newManager(Device.cpu());
        Lanes lanes = Lanes.ofThisMachine()) {
      Fitting fitting =
          new Fitting(
              manager, lanes, train, usableRows(train), heldOut, usableRows(heldOut), settings);
      return solve(fitting, constraints, warmStartOrNull);
    }
  }

  private static String shortfall(
      CodeSample train, CodeSample heldOut, GraphConstraints constraints, List<String> names) {
    for (int m = 0; m < train.modalities(); m++) {
      int rows = train.sharedRows(m, m);
      int held = heldOut.sharedRows(m, m);
      if (rows < FEWEST_ROWS || held < FEWEST_HELD_OUT_ROWS) {
        return "Modality '%s' has %d rows to fit and %d held out; components need at least %d and %d."
            .formatted(names.get(m), rows, held, FEWEST_ROWS, FEWEST_HELD_OUT_ROWS);
      }
    }
    for (GraphConstraints.Link link : constraints.required()) {
      int rows = train.sharedRows(link.from(), link.to());
      int held = heldOut.sharedRows(link.from(), link.to());
      if (rows < FEWEST_SHARED_ROWS || held < FEWEST_HELD_OUT_ROWS) {
        return "An edge from '%s' to '%s' is required, but they are seen together in %d rows to fit and %d held out; it needs at least %d and %d."
            .formatted(
                names.get(link.from()),
                names.get(link.to()),
                rows,
                held,
                FEWEST_SHARED_ROWS,
                FEWEST_HELD_OUT_ROWS);
      }
    }
    return "";
  }

  private static SolveResult solve(
      Fitting fitting, GraphConstraints constraints, LatentModel warmStart) {
    SolverSettings settings = fitting.settings();
    boolean[][] seen = linked(fitting);
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
    return new LatentNetwork(
        new NetworkShape(
            fitting.train().latents(),
            fitting.train().exogenous(),
            fitting.train().given(),
            couplings,
            settings.flowHidden(),
            settings.priorHidden()));
  }

  private static int[] usableRows(CodeSample sample) {
    return IntStream.range(0, sample.rows())
        .filter(i -> IntStream.range(0, sample.modalities()).anyMatch(m -> sample.has(m, i)))
        .toArray();
  }

  private static boolean[][] linked(Fitting fitting) {
    CodeSample train = fitting.train();
    CodeSample heldOut = fitting.heldOut();
    int modalities = train.modalities();
    boolean[][] linked = new boolean[modalities][modalities];
    for (int a = 0; a < modalities; a++) {
      for (int b = 0; b < modalities; b++) {
        linked[a][b] =
            a != b
                && !train.contains(a, b)
                && fitting.settings().crossEdges()
                && train.sharedRows(a, b) >= FEWEST_SHARED_ROWS
                && heldOut.sharedRows(a, b) >= FEWEST_HELD_OUT_ROWS;
      }
    }
    return linked;
  }
}
