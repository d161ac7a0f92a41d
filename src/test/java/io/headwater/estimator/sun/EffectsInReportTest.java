package io.headwater.estimator.sun;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.LatentNode;
import io.headwater.model.latent.GraphConstraints;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a solve, and the user, say of directions as the report sees it. */
class EffectsInReportTest {
  @Test
  void whichLatentsHaveEffectsOfTheirOwnReachesTheReport() {
    SharedCauses data = SharedCauses.vectors(3, 5, 11);
    GraphConstraints ordered = new GraphConstraints(List.of(2, 0, 1), List.of(), List.of());
    try (SunEstimator learner = solved(data, ordered)) {
      assertThat(learner.graph().selectedEdges()).isNotEmpty();
      assertThat(shown(learner, "m1")).as("the last of the order, so without effects").isZero();
      for (String modality : List.of("m0", "m2")) {
        assertThat(shown(learner, modality))
            .as("latents of %s with effects of their own, whose direction is declared", modality)
            .isEqualTo(latentsWithEffectsOfTheirOwn(learner.graph(), modality));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {12, 18})
  void effectsOfADirectionThatNothingSupportsAreNone(long seed) {
    try (SunEstimator learner = solved(SharedCauses.vectors(2, 5, seed), GraphConstraints.none())) {
      List<CausalEdge> edges = learner.graph().selectedEdges();
      assertThat(edges).isNotEmpty();
      boolean known = edges.get(0).directionSupport() >= 0.03;
      for (String modality : List.of("m0", "m1")) {
        assertThat(shown(learner, modality))
            .as("%s, direction supported by %f", modality, edges.get(0).directionSupport())
            .isEqualTo(known ? latentsWithEffectsOfTheirOwn(learner.graph(), modality) : 0);
      }
    }
  }

  private static SunEstimator solved(SharedCauses data, GraphConstraints declared) {
    SunSettings settings =
        SunSettings.defaults()
            .withHidden(16)
            .withReplicas(2)
            .withRefitSteps(30)
            .withGraph(declared);
    SunEstimator learner = SunEstimator.create(data.shapes(), settings, 7);
    learner.observe(data.windows(0, 200));
    for (int s = 0; s < 400; s++) {
      learner.step(data.windows(32 * s, 32 * s + 32));
    }
    assertThat(learner.refit(data.windows(0, 600), data.windows(9000, 9200)).adopted()).isTrue();
    return learner;
  }

  private static double shown(SunEstimator learner, String modality) {
    return learner.report().findings().stream()
        .filter(f -> f.scope().equals(modality))
        .filter(
            f -> f.condition().equals("what siblings give to a latent would show, or is excluded"))
        .findFirst()
        .orElseThrow()
        .statistic();
  }

  private static long latentsWithEffectsOfTheirOwn(CausalGraph graph, String modality) {
    List<String> own =
        graph.nodes().stream()
            .filter(n -> n.modality().equals(modality))
            .map(LatentNode::id)
            .toList();
    Map<String, Set<String>> effects = new HashMap<>();
    own.forEach(latent -> effects.put(latent, new HashSet<>()));
    graph.selectedEdges().stream()
        .filter(e -> own.contains(e.source()) && !own.contains(e.target()))
        .forEach(e -> effects.get(e.source()).add(e.target()));
    return own.stream()
        .filter(
            b ->
                own.stream()
                    .noneMatch(a -> !a.equals(b) && effects.get(a).containsAll(effects.get(b))))
        .count();
  }
}
