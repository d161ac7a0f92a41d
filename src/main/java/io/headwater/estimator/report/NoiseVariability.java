package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Conditions 4, 8 and 11: something must forbid rotations inside a modality. Independent noises
 * that are Gaussian, of constant size, in linear relations, can be rotated freely however sparse
 * the links are; at most one such latent is harmless. Between two modalities with one-to-one links
 * curved relations do not help either: noise rotated together with the other modality's latents
 * gives the same observations. Whether sparsity can stand in is then a matter of the graph: see
 * {@link SparsePattern}.
 */
final class NoiseVariability implements Condition {
  static final String SHAPE = "noise of the latents is not Gaussian (at most one is)";
  static final String SIZE = "the size of the latents' noise depends on their causes";
  static final String ROTATION = "noise or relations forbid rotating the components";

  @Override
  public List<ConditionFinding> examine(Evidence evidence) {
    List<ConditionFinding> findings = new ArrayList<>();
    List<Variability> all = Variability.of(evidence);
    for (int m = 0; m < evidence.count(); m++) {
      String name = evidence.modality(m).name();
      findings.add(
          part(
              SHAPE,
              name,
              secondLeast(all.get(m).departures(), evidence.rowsOf(m).size()),
              Variability.LEAST_DEPARTURE));
      findings.add(
          part(
              SIZE,
              name,
              greatest(all.get(m).scales(), evidence.rowsOf(m).size()),
              Variability.LEAST_SCALE));
      findings.add(rotation(evidence, m, all.get(m)));
    }
    findings.addAll(SparsePattern.examine(evidence, all));
    return findings;
  }

  /** At most one latent may be Gaussian, so the second least departure decides. */
  private static Measured secondLeast(Measured[] departures, int rows) {
    return Arrays.stream(departures)
        .sorted(Comparator.comparingDouble(Measured::value))
        .skip(departures.length > 1 ? 1 : 0)
        .findFirst()
        .orElse(Measured.nothing(rows));
  }

  private static Measured greatest(Measured[] scales, int rows) {
    return scales.length == 0 ? Measured.nothing(rows) : Measured.strongest(List.of(scales));
  }

  private static ConditionFinding part(
      String condition, String scope, Measured measured, double floor) {
    FindingStatus status = FindingStatus.NOT_ENOUGH_DATA;
    if (!measured.tooFew() && measured.exceeds(floor)) {
      status = FindingStatus.SUPPORTED;
    } else if (!measured.tooFew() && measured.staysBelow(floor)) {
      status = FindingStatus.REFUTED;
    }
    return Condition.finding(
        condition,
        scope,
        measured,
        floor,
        status,
        "none alone: non-Gaussian noise or noise of changing size, either suffices against"
            + " rotations");
  }

  private static ConditionFinding rotation(Evidence evidence, int m, Variability v) {
    int latents = evidence.modality(m).latentCount();
    FindingStatus status = FindingStatus.NOT_ENOUGH_DATA;
    String words = "component: undecided whether the components could be rotated";
    boolean pairOfTwo = evidence.declared() == 2 && oneToOne(evidence);
    if (latents == 1) {
      status = FindingStatus.SUPPORTED;
      words = "component: one latent cannot be rotated";
    } else if (!evidence.solved() || v.departures().length == 0) {
      words = "component: not tested yet";
    } else if (v.notHeld() <= 1) {
      status = FindingStatus.SUPPORTED;
      words = "component: rotated components would have dependent noises";
    } else if (v.free() >= 2 && pairOfTwo && (v.straight() || v.curved())) {
      status = FindingStatus.REFUTED;
      words =
          "block: components only up to rotation, even if restarts agree: two modalities with"
              + " one-to-one links and Gaussian noise of constant size have rotated twins with the"
              + " same data and as few links";
    } else if (v.free() >= 2 && v.straight()) {
      status = FindingStatus.REFUTED;
      words =
          "block: components only up to rotation, even if restarts agree: noise is Gaussian and of"
              + " constant size, relations are linear";
    } else if (v.free() >= 2 && v.curved()) {
      status = FindingStatus.NOT_TESTABLE;
      words =
          "component: noise does not forbid rotations; only curved relations and sparse links do,"
              + " which cannot be tested from windows";
    }
    return Condition.finding(
        ROTATION,
        evidence.modality(m).name(),
        new Measured(
            v.departures().length == 0 ? Double.NaN : latents - v.notHeld(),
            0,
            secondLeast(v.departures(), evidence.rowsOf(m).size()).effective()),
        latents - 1,
        status,
        words);
  }

  /** Whether every latent has at most one neighbour. */
  private static boolean oneToOne(Evidence evidence) {
    for (int a = 0; a < evidence.linked().length; a++) {
      int neighbours = 0;
      for (int b = 0; b < evidence.linked().length; b++) {
        neighbours += evidence.neighbours(a, b) ? 1 : 0;
      }
      if (neighbours > 1) {
        return false;
      }
    }
    return true;
  }
}
