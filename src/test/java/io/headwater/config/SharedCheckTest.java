package io.headwater.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headwater.estimator.SharedBlock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code shared}: what is refused, what is printed, and what counts for a fingerprint. */
class SharedCheckTest {
  private static final String MODALITIES =
      """
      modalities:
        - {name: wrist, rate: 8, channels: [ax]}
        - {name: oximeter, rate: 1, channels: [hr]}
        - {name: profile, kind: tabular, channels: [age]}
      """;

  private static final String SHARED = "shared: [{name: common, modalities: [profile, wrist]}]\n";

  private static HeadwaterConfig parse(String more) {
    return ConfigLoader.parse("ward.yaml", MODALITIES + more, List.of());
  }

  private static List<String> mistakes(String more) {
    ConfigException refused = catchThrowableOfType(ConfigException.class, () -> parse(more));
    assertThat(refused).as("refusal of %s", more).isNotNull();
    return refused.problems().stream().map(ConfigProblem::toString).toList();
  }

  @Test
  void aBlockHasOneLatentUnlessToldOtherwiseAndKnowsItsMembersByTheirPlaces() {
    SharedConfig block = parse(SHARED).shared().get(0);
    assertThat(block.toBlock(List.of("wrist", "oximeter", "profile")))
        .isEqualTo(new SharedBlock("common", 1, List.of(0, 2)));
  }

  @Test
  void anUnknownModalityIsAnsweredWithTheNearest() {
    assertThat(mistakes("shared: [{name: common, modalities: [wrist, oximetre]}]"))
        .containsExactly(
            "ward.yaml:5: shared[0].modalities[1]: 'oximetre' is not a declared modality; did you"
                + " mean 'oximeter'? Known: wrist, oximeter, profile.");
  }

  @Test
  void oneModalityAloneSharesNothing() {
    assertThat(mistakes("shared: [{name: common, modalities: [wrist]}]"))
        .containsExactly(
            "ward.yaml:5: shared[0].modalities: names 1; latents are shared by two modalities or"
                + " more, such as [wrist, oximeter].");
  }

  @Test
  void aModalityIsNamedOnce() {
    assertThat(mistakes("shared: [{name: common, modalities: [wrist, wrist]}]"))
        .singleElement()
        .asString()
        .contains("'wrist' appears twice");
  }

  @Test
  void theNameOfAModalityIsTaken() {
    assertThat(mistakes("shared: [{name: oximeter, modalities: [wrist, profile]}]"))
        .singleElement()
        .asString()
        .contains("'oximeter' is already the name of a modality or another block");
  }

  @Test
  void aBlockNeedsANameAndALatent() {
    assertThat(mistakes("shared: [{latents: 0, modalities: [wrist, profile]}]"))
        .hasSize(2)
        .anyMatch(text -> text.contains("shared[0].name: is missing"))
        .anyMatch(text -> text.contains("shared[0].latents: 0"));
  }

  @Test
  void twoBlocksOfTheSameModalitiesAreOne() {
    assertThat(
            mistakes(
                """
                shared:
                  - {name: first, modalities: [wrist, profile]}
                  - {name: second, modalities: [profile, wrist]}
                """))
        .singleElement()
        .asString()
        .contains("shared[1].modalities", "make them one block of more latents");
  }

  @Test
  void blocksSurvivePrinting() {
    HeadwaterConfig config = parse(SHARED);
    String printed = ConfigPrinter.print(config);
    assertThat(ConfigLoader.parse("printed.yaml", printed, List.of())).isEqualTo(config);
    assertThat(ConfigPrinter.print(parse(""))).doesNotContain("shared");
  }

  @Test
  void blocksShapeAModelAndNoneLeavesTheFingerprintAlone() {
    String none = ConfigFingerprint.of(parse(""));
    assertThat(ConfigFingerprint.of(parse(SHARED))).isNotEqualTo(none);
    assertThat(ConfigFingerprint.of(parse("shared: []"))).isEqualTo(none);
  }
}
