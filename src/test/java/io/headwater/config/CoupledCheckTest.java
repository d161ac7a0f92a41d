package io.headwater.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code estimator.coupled}: what is refused, and what a model keeps for life. */
class CoupledCheckTest {
  private static final String MODALITIES =
      """
      modalities:
        - {name: wrist, rate: 8, channels: [ax], latents: 3}
        - {name: oximeter, rate: 1, channels: [hr], latents: 3}
      """;

  private static HeadwaterConfig parse(String more) {
    return ConfigLoader.parse("ward.yaml", MODALITIES + more, List.of());
  }

  private static List<String> mistakes(String more) {
    ConfigException refused = catchThrowableOfType(ConfigException.class, () -> parse(more));
    assertThat(refused).as("refusal of %s", more).isNotNull();
    return refused.problems().stream().map(ConfigProblem::toString).toList();
  }

  @Test
  void aBoxOfUnitTemperatureUnlessToldOtherwise() {
    CoupledConfig box = parse("estimator: {kind: coupled}\n").estimator().coupled();
    assertThat(box)
        .isEqualTo(
            new CoupledConfig(
                CoupledConfig.Geometry.BOX, 1.0, 2048, CoupledConfig.Negatives.OTHER_TIMES));
    CoupledConfig sphere =
        parse("estimator: {kind: coupled, coupled: {geometry: sphere}}\n").estimator().coupled();
    assertThat(sphere.temperature()).isEqualTo(0.1);
  }

  @Test
  void aContrastThatCannotBeIsRefused() {
    assertThat(mistakes("estimator: {kind: coupled, coupled: {temperature: 0, queue: -1}}\n"))
        .hasSize(2)
        .anyMatch(text -> text.contains("estimator.coupled.temperature: 0.0 cannot divide"))
        .anyMatch(text -> text.contains("estimator.coupled.queue: -1"));
  }

  @Test
  void modalitiesAreTwoOrMoreWithTheSameNumberOfLatentsAndShareNoBlocks() {
    String third = "  - {name: profile, kind: tabular, channels: [age], latents: 1}\n";
    assertThat(mistakes(third + "estimator: {kind: coupled}\n"))
        .singleElement()
        .asString()
        .contains("[3, 1]; give all the same number");
    assertThat(
            mistakes(
                "shared: [{name: common, modalities: [wrist, oximeter]}]\nestimator: {kind: coupled}\n"))
        .singleElement()
        .asString()
        .contains("belongs to the estimator 'sun'");
    ConfigException alone =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                ConfigLoader.parse(
                    "ward.yaml",
                    "modalities: [{name: wrist, rate: 8, channels: [ax]}]\nestimator: {kind: coupled}\n",
                    List.of()));
    assertThat(alone).hasMessageContaining("declare another");
  }

  @Test
  void aModelKeepsItsGeometryForLife() {
    ModelShape box = ModelShape.of(parse("estimator: {kind: coupled}\n"));
    ModelShape sphere =
        ModelShape.of(parse("estimator: {kind: coupled, coupled: {geometry: sphere}}\n"));
    assertThat(box.problem(sphere)).get().asString().contains("coupled.geometry");
    ModelShape subjects =
        ModelShape.of(parse("estimator: {kind: coupled, coupled: {negatives: other-subjects}}\n"));
    assertThat(box.problem(subjects)).isEmpty();
  }
}
