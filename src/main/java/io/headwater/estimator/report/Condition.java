package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import java.util.List;

/** One condition of identifiability, examined on held-out windows. */
interface Condition {
  List<ConditionFinding> examine(Evidence evidence);

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
