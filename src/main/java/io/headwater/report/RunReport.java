package io.headwater.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.headwater.config.EstimatorConfig;
import io.headwater.estimator.mixture.MixtureEstimator;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.LatentNode;
import io.headwater.graph.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run as the report tells it. Numbers that are not known are NaN here and null in the JSON.
 *
 * @param name of the run among those of the report
 * @param summary {@code summary.json} as the replay wrote it
 * @param made how it was made; empty when the run did not note it
 * @param data who was measured, how long, what was missing
 * @param losses prequential curve
 * @param latents levels of the components and tracks of a few subjects
 * @param graph the last graph and how it came about
 * @param report what the data support, by condition
 * @param truth scores against a known truth, where one was given
 */
public record RunReport(
    String name,
    Map<String, Object> summary,
    Optional<RunNote> made,
    DataSummary data,
    LossCurve losses,
    LatentTracks latents,
    GraphHistory graph,
    Support report,
    Optional<TruthScore> truth) {

  /**
   * What may be read off.
   *
   * @param readings verdict by modality, as the run's report words it
   * @param findings condition by condition
   * @param assumptions taken for granted
   */
  public record Support(
      List<Reading> readings, List<ConditionFinding> findings, List<String> assumptions) {}

  /** What the identifiability report says of one modality. */
  public record Reading(String modality, Verdict verdict, String words) {}

  /** Whether a block is a modality, with data of its own. */
  public boolean hasData(String block) {
    return data.modalities().stream().anyMatch(line -> line.modality().equals(block));
  }

  /** Whether values of a block are expected categories, counted from 0. */
  public boolean hasCategories(String block) {
    return block.equals(MixtureEstimator.CAUSES)
        && made.map(note -> ConfigLines.of(note).get("estimator.kind"))
            .filter(EstimatorConfig.MIXTURE::equals)
            .isPresent();
  }

  @JsonIgnore
  public List<LatentNode> nodes() {
    return graph.nodes();
  }
}
