package io.headwater.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What checkpoints hold of a model's shape; these texts never change. */
class ModelShapeTest {
  private static final String YAML =
      """
      modalities:
        - {name: belt, channels: [hr], rate: 1}
        - {name: wrist, channels: [x], rate: 1}
        - {name: eye, kind: image, image: {height: 4, width: 3}}
      shared: [{name: common, modalities: [belt, wrist]}]
      estimator:
        graph: {order: [belt, wrist], forbidden: [{from: eye, to: belt}], within: excluded}
      """;

  @Test
  void groupsHaveTheTextOfTheFirstRelease() {
    assertThat(shape().settings())
        .containsEntry(
            "estimator.graph",
            "GraphConfig[order=[belt, wrist], forbidden=[LinkConfig[from=eye, to=belt]], required=[], cycles=EXCLUDED, within=UNKNOWN]")
        .containsEntry("shared", "[SharedConfig[name=common, latents=1, modalities=[belt, wrist]]]")
        .containsEntry("modalities[eye].image", "ImageConfig[height=4, width=3, depth=1]")
        .containsEntry("modalities[belt].image", "none")
        .containsEntry("subjects.baseline-windows", "none");
  }

  @Test
  void aChangedFieldIsNamedWithBothValues() {
    assertThat(shape().problem(shape("estimator.graph.order=[wrist, belt]")).orElseThrow())
        .contains("estimator.graph", "order=[belt, wrist]", "order=[wrist, belt]");
    assertThat(shape().problem(shape("modalities[2].image.height=5")).orElseThrow())
        .contains("modalities[eye].image");
    assertThat(shape().problem(shape("subjects.baseline-windows=9")).orElseThrow())
        .contains("subjects.baseline-windows none", "says 9");
  }

  @Test
  void whatModalitiesMayCauseOfThemselvesIsReadAndNotLearned() {
    assertThat(shape().problem(shape("estimator.graph.within=unknown"))).isEmpty();
  }

  @Test
  void aCheckpointOfBeforeASettingHadItsDefault() {
    TreeMap<String, String> early = new TreeMap<>(shape().settings());
    early.remove("subjects.baseline-windows");
    ModelShape before = new ModelShape("f", early);
    assertThat(before.problem(shape())).isEmpty();
    assertThat(before.problem(shape("subjects.baseline-windows=9")).orElseThrow())
        .contains("subjects.baseline-windows none", "says 9");
  }

  private static ModelShape shape(String... overrides) {
    return ModelShape.of(ConfigLoader.parse("test", YAML, java.util.List.of(overrides)));
  }
}
