package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** One condition of identifiability, examined on held-out windows. */
interface Condition {
  List<ConditionFinding> examine(Evidence evidence);

  /** One finding for each modality, shared blocks included. */
  static List<ConditionFinding> ofEach(Evidence evidence, IntFunction<ConditionFinding> finding) {
    return IntStream.range(0, evidence.count()).mapToObj(finding).toList();
  }

  /** A finding about one modality or pair of modalities. */
  static ConditionFinding finding(
      String condition,
      String scope,
      Measured measured,
      double threshold,
      FindingStatus status,
      String consequence) {
    return new ConditionFinding(
        condition, scope, measured.value(), threshold, measured.effective(), status, consequence);
  }
}
