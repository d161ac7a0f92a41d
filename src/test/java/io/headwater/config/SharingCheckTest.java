package io.headwater.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code estimator.sharing}: defaults, what is refused, and what shapes a model. */
class SharingCheckTest {
  private static final String MODALITIES =
      """
      modalities:
        - {name: wrist, rate: 8, channels: [ax]}
        - {name: oximeter, rate: 1, channels: [hr]}
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
  void theKindBringsItsDefaultsAndOtherKindsHaveNone() {
    assertThat(parse("estimator: {kind: shared}").estimator().sharing())
        .isEqualTo(new SharingConfig(SharingConfig.SpecificCauses.EXCLUDED, .05, .2, .1, 400, 600));
    assertThat(parse("").estimator().sharing()).isNull();
  }

  @Test
  void rangesAreChecked() {
    assertThat(mistakes("estimator: {kind: shared, sharing: {kappa: 0.3}}"))
        .singleElement()
        .asString()
        .contains("estimator.sharing.grey: 0.2 is not between kappa (0.3) and 1");
    assertThat(mistakes("estimator: {kind: shared, sharing: {kappa: 0, weight: -1, ramp: 0}}"))
        .hasSize(3);
  }

  @Test
  void blocksAreFoundAndNotDeclared() {
    assertThat(
            mistakes(
                "estimator: {kind: shared}\nshared: [{name: common, modalities: [wrist, oximeter]}]"))
        .singleElement()
        .asString()
        .contains("finds what modalities have in common");
  }

  @Test
  void thresholdsMayChangeUnderAModelAndTheMaskMayNot() {
    ModelShape shape = ModelShape.of(parse("estimator: {kind: shared}"));
    assertThat(
            shape.problem(ModelShape.of(parse("estimator: {kind: shared, sharing: {kappa: 0.1}}"))))
        .isEmpty();
    assertThat(
            shape.problem(
                ModelShape.of(
                    parse("estimator: {kind: shared, sharing: {specific-causes: allowed}}"))))
        .get()
        .asString()
        .contains("estimator.sharing.specific-causes");
  }
}
