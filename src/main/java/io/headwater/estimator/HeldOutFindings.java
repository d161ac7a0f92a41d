package io.headwater.estimator;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the last re-solve measured on windows that never entered a step. NaN means not measured.
 *
 * @param crossR2 per modality, share of the others' variance that its latents predict
 * @param crossError standard error of that share
 * @param effectiveSamples per modality, windows behind it, autocorrelation counted
 * @param leak per modality, share of the others' remaining variance that its exogenous components
 *     predict
 * @param agreement per modality, agreement of equally good replicas of the adopted solve
 * @param goodReplicas how many replicas those were
 */
record HeldOutFindings(
    double[] crossR2,
    double[] crossError,
    double[] effectiveSamples,
    double[] leak,
    double[] agreement,
    int goodReplicas) {

  /** Below this many effective windows nothing is concluded. */
  static final double FEWEST_EFFECTIVE = 100;

  /** Least predicted share that counts as a connection between modalities. */
  static final double LEAST_CONNECTION = 0.01;

  /** A predicted share of the residual above this means that latents are missing. */
  static final double MOST_LEAK = 0.02;

  /** Agreement from which components count as determined, and below which as blocks only. */
  static final double AGREE = 0.98;

  static final double DISAGREE = 0.95;

  /** Two can agree by chance; three equally good restarts are asked for. */
  static final int FEWEST_REPLICAS = 3;

  /** Two-sided 95 % of a normal. */
  private static final double SIGMAS = 1.96;

  private static final List<String> ASSUMPTIONS =
      List.of(
          "There are no causal edges between latents of the same modality; if there are, components"
              + " can be confidently wrong and nothing here would show it.",
          "The number of latents and of exogenous components of each modality is as configured.",
          "Each modality's data are an invertible function of its latents and its exogenous"
              + " components; measurement noise beyond them is small.",
          "Exogenous components of different modalities are independent of each other and of all"
              + " latents.",
          "Links act on conditional means: a link that acts on variances only is not seen by the"
              + " encoders.",
          "The causal order is an order of whole modalities.",
          "The data-generating process is the same for all subjects and does not drift faster than"
              + " the learner follows.");

  static HeldOutFindings none(int modalities) {
    double[] unknown = new double[modalities];
    Arrays.fill(unknown, Double.NaN);
    return new HeldOutFindings(unknown, unknown, new double[modalities], unknown, unknown, 0);
  }

  /** These findings with the agreement of another solve. */
  HeldOutFindings withAgreement(double[] of, int good) {
    return new HeldOutFindings(crossR2, crossError, effectiveSamples, leak, of.clone(), good);
  }

  IdentifiabilityReport report(List<String> names, long observed) {
    List<ConditionFinding> findings = new ArrayList<>();
    findings.add(
        new ConditionFinding(
            "windows observed",
            "all",
            observed,
            FEWEST_EFFECTIVE,
            observed,
            observed < FEWEST_EFFECTIVE ? FindingStatus.NOT_ENOUGH_DATA : FindingStatus.SUPPORTED,
            "none: the size of the sample, autocorrelation not counted"));
    for (int m = 0; m < names.size(); m++) {
      findings.add(connection(m, names));
      findings.add(leak(m, names));
      findings.add(determination(m, names));
    }
    return new IdentifiabilityReport(findings, ASSUMPTIONS);
  }

  private boolean tooFew(int m, double statistic) {
    return Double.isNaN(statistic) || effectiveSamples[m] < FEWEST_EFFECTIVE;
  }

  private ConditionFinding connection(int m, List<String> names) {
    FindingStatus status;
    if (names.size() < 2) {
      status = FindingStatus.NOT_TESTABLE;
    } else if (tooFew(m, crossR2[m])) {
      status = FindingStatus.NOT_ENOUGH_DATA;
    } else if (crossR2[m] - SIGMAS * crossError[m] > LEAST_CONNECTION) {
      status = FindingStatus.SUPPORTED;
    } else if (crossR2[m] + SIGMAS * crossError[m] < LEAST_CONNECTION) {
      status = FindingStatus.REFUTED;
    } else {
      status = FindingStatus.NOT_ENOUGH_DATA;
    }
    return new ConditionFinding(
        "latents predict the other modalities on held-out windows (minimal connectivity)",
        names.get(m),
        crossR2[m],
        LEAST_CONNECTION,
        effectiveSamples[m],
        status,
        status == FindingStatus.REFUTED
            ? "none: this modality shares nothing with the others that the model can find"
            : "block: without it the latents cannot be told from private noise");
  }

  private ConditionFinding leak(int m, List<String> names) {
    FindingStatus status;
    if (names.size() < 2 || effectiveSamples[m] >= FEWEST_EFFECTIVE && Double.isNaN(leak[m])) {
      status = FindingStatus.NOT_TESTABLE;
    } else if (tooFew(m, leak[m])) {
      status = FindingStatus.NOT_ENOUGH_DATA;
    } else {
      status = leak[m] > MOST_LEAK ? FindingStatus.REFUTED : FindingStatus.SUPPORTED;
    }
    return new ConditionFinding(
        "exogenous components carry nothing (linear) about the other modalities",
        names.get(m),
        leak[m],
        MOST_LEAK,
        effectiveSamples[m],
        status,
        status == FindingStatus.REFUTED
            ? "block: shared causes are left in the exogenous part; configure more latents"
            : "block");
  }

  private ConditionFinding determination(int m, List<String> names) {
    FindingStatus status = FindingStatus.NOT_ENOUGH_DATA;
    if (names.size() < 2) {
      status = FindingStatus.NOT_TESTABLE;
    } else if (goodReplicas >= 2 && agreement[m] < DISAGREE) {
      status = FindingStatus.REFUTED;
    } else if (goodReplicas >= FEWEST_REPLICAS && agreement[m] >= AGREE) {
      status = FindingStatus.SUPPORTED;
    }
    return new ConditionFinding(
        "equally good restarts find the same components",
        names.get(m),
        agreement[m],
        AGREE,
        effectiveSamples[m],
        status,
        status == FindingStatus.SUPPORTED
            ? "component: necessary, not sufficient"
            : "block: read the latents of this modality as a space, not one by one");
  }

  void write(StateWriter out) {
    for (double[] field : List.of(crossR2, crossError, effectiveSamples, leak, agreement)) {
      out.writeDoubles(field);
    }
    out.writeInt(goodReplicas);
  }

  static HeldOutFindings read(StateReader in, int modalities) {
    double[][] fields = new double[5][modalities];
    for (double[] field : fields) {
      in.readDoublesInto(field);
    }
    return new HeldOutFindings(fields[0], fields[1], fields[2], fields[3], fields[4], in.readInt());
  }
}
