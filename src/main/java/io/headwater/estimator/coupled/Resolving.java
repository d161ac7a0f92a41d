package io.headwater.estimator.coupled;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.count.LatentRest;
import io.headwater.estimator.network.CodePass;
import io.headwater.estimator.network.Codes;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.ConditionFinding;
import io.headwater.model.coupled.Unmixing;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Brings encoders to rest, solves the components of every modality on the reservoir, and examines
 * them on held-out windows.
 */
final class Resolving {
  /** Fewer windows with two modalities cannot carry a contrast, nor an unmixing. */
  static final int FEWEST_PAIRED = 200;

  static final int FEWEST_PAIRED_HELD_OUT = 50;

  /** So many subjects can be dealt to two halves. */
  private static final int FEWEST_SUBJECTS = 4;

  private final List<ModalityIntake> intakes;
  private final CoupledNetwork network;
  private final ComponentStage stage;
  private final CoupledSettings settings;
  private final long seed;
  private final Examination examination;
  private List<ConditionFinding> findings;

  Resolving(
      List<ModalityIntake> intakes,
      CoupledNetwork network,
      ComponentStage stage,
      CoupledSettings settings,
      long seed) {
    this.intakes = intakes;
    this.network = network;
    this.stage = stage;
    this.settings = settings;
    this.seed = seed;
    examination =
        new Examination(stage.names(), settings.geometry() == CoupledSettings.Geometry.BOX);
    LatentRest.Share[] unknown = new LatentRest.Share[intakes.size()];
    Arrays.fill(unknown, LatentRest.Share.unknown(0));
    findings =
        examination.examine(HeldOutSample.none(intakes, stage.dimensions()), unsolved(), unknown);
  }

  List<ConditionFinding> findings() {
    return findings;
  }

  void restore(List<ConditionFinding> saved) {
    findings = saved;
  }

  RefitReport refit(List<AlignedWindow> reservoir, List<AlignedWindow> heldOut) {
    long paired = paired(reservoir);
    long pairedHeldOut = paired(heldOut);
    if (paired < FEWEST_PAIRED || pairedHeldOut < FEWEST_PAIRED_HELD_OUT) {
      return new RefitReport(
          false,
          Double.NaN,
          Double.NaN,
          selectedEdges(),
          "NOT_ENOUGH_DATA: %d windows with two modalities (%d needed) and %d held out (%d needed)."
              .formatted(paired, FEWEST_PAIRED, pairedHeldOut, FEWEST_PAIRED_HELD_OUT));
    }
    EncoderRestarts.Outcome encoders =
        new EncoderRestarts(intakes, network, settings.refitSteps(), seed).run(reservoir, heldOut);
    Settling.Outcome settled = encoders.settled();
    List<SolvedModality> solved = solve(reservoir);
    network.settle();
    HeldOutSample sample = HeldOutSample.of(intakes, network, stage, heldOut);
    findings = examination.examine(sample, solved, encoders.rests());
    stage.couple(Couplings.of(sample, solved, examination.verdicts(findings), stage.names()));
    return new RefitReport(
        true,
        settled.before(),
        settled.kept() ? settled.after() : settled.before(),
        selectedEdges(),
        "%s components on %d windows (%d with two modalities); encoders begun anew: %d; the contrast is in nats per pair."
            .formatted(
                settled.kept() ? "Settled encoders and unmixed" : "Kept the encoders and unmixed",
                reservoir.size(),
                paired,
                encoders.tried()));
  }

  private long paired(List<AlignedWindow> windows) {
    return windows.stream()
        .filter(w -> intakes.stream().filter(i -> w.grid(i.shape().name()) != null).count() > 1)
        .count();
  }

  /** Per modality, and published from now on; null where too few windows have it. */
  private List<SolvedModality> solve(List<AlignedWindow> reservoir) {
    List<AlignedWindow> windows = new ArrayList<>(reservoir);
    windows.sort(AlignedWindow.SUBJECT_ORDER);
    boolean[] second = halves(windows);
    Codes codes = CodePass.read(intakes, network::freeze, windows);
    List<SolvedModality> solved = unsolved();
    List<Unmixing> published = new ArrayList<>();
    double[][][] components = new double[intakes.size()][][];
    for (int m = 0; m < intakes.size(); m++) {
      double[][] places = places(codes, m);
      int[] rows = present(codes.present()[m]);
      if (enough(rows, second)) {
        boolean[] halfOf = new boolean[rows.length];
        IntStream.range(0, rows.length).forEach(r -> halfOf[r] = second[rows[r]]);
        double[][] sample = IntStream.of(rows).mapToObj(r -> places[r]).toArray(double[][]::new);
        solved.set(
            m, SolvedModality.solve(sample, halfOf, stage.unmixing(m), stage.solved(), seed + m));
      }
      published.add(solved.get(m) == null ? stage.unmixing(m) : solved.get(m).unmixing());
      components[m] = published.get(m).apply(places);
    }
    stage.adopt(published, JointNormal.of(components, codes.present(), stage.dimensions()));
    return solved;
  }

  private List<SolvedModality> unsolved() {
    return new ArrayList<>(java.util.Collections.nCopies(intakes.size(), null));
  }

  private boolean enough(int[] rows, boolean[] second) {
    long inSecond = IntStream.of(rows).filter(r -> second[r]).count();
    return Math.min(inSecond, rows.length - inSecond) >= FEWEST_PAIRED / 2;
  }

  /** Every second subject; with few subjects, the later windows of each. */
  private static boolean[] halves(List<AlignedWindow> windows) {
    List<String> subjects = windows.stream().map(AlignedWindow::subject).distinct().toList();
    boolean[] second = new boolean[windows.size()];
    int from = 0;
    for (int s = 0; s < subjects.size(); s++) {
      int to = from;
      while (to < second.length && windows.get(to).subject().equals(subjects.get(s))) {
        to++;
      }
      for (int r = from; r < to; r++) {
        second[r] = subjects.size() >= FEWEST_SUBJECTS ? s % 2 == 1 : r >= (from + to) / 2;
      }
      from = to;
    }
    return second;
  }

  private static int[] present(byte[] marks) {
    return IntStream.range(0, marks.length).filter(r -> marks[r] != 0).toArray();
  }

  private double[][] places(Codes codes, int m) {
    int width = intakes.get(m).shape().codeWidth();
    double[][] places = new double[codes.rows()][stage.dimensions()];
    for (int r = 0; r < places.length; r++) {
      for (int k = 0; k < places[r].length; k++) {
        places[r][k] = codes.values()[m][r * width + k];
      }
    }
    return places;
  }

  private int selectedEdges() {
    return (int) stage.graph().edges().stream().filter(CausalEdge::selected).count();
  }
}
