package io.headwater.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headwater.model.latent.GraphConstraints;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code estimator.graph}: what is refused, what is printed, and what counts for a fingerprint. */
class GraphCheckTest {
  private static final String MODALITIES =
      """
      modalities:
        - {name: wrist, rate: 8, channels: [ax]}
        - {name: oximeter, rate: 1, channels: [hr]}
        - {name: profile, kind: tabular, channels: [age]}
      estimator:
        graph:
      """;

  @Test
  void aMisspeltModalityIsAnsweredWithTheNearestAndItsLine() {
    assertThat(mistakes("order: [wrist, oximetre]"))
        .containsExactly(
            "ward.yaml:7: estimator.graph.order[1]: 'oximetre' is not a declared modality; did you mean 'oximeter'? Known: wrist, oximeter, profile.");
    assertThat(mistakes("forbidden:", "  - {from: writs, to: profile}"))
        .containsExactly(
            "ward.yaml:8: estimator.graph.forbidden[0].from: 'writs' is not a declared modality; did you mean 'wrist'? Known: wrist, oximeter, profile.");
  }

  @Test
  void aModalityTwiceInTheOrderIsSeen() {
    assertThat(mistakes("order: [wrist, oximeter, wrist]"))
        .containsExactly(
            "ward.yaml:7: estimator.graph.order[2]: 'wrist' appears twice; name each modality once.");
  }

  @Test
  void anOrderOfOneIsRefused() {
    assertThat(mistakes("order: [wrist]"))
        .singleElement()
        .asString()
        .contains("names 'wrist' alone");
  }

  @Test
  void aLinkNeedsBothEnds() {
    assertThat(mistakes("required: [{from: wrist}]"))
        .containsExactly(
            "ward.yaml:7: estimator.graph.required[0].to: is missing; a link needs both, such as {from: wrist, to: oximeter}.");
  }

  @Test
  void aLinkWithinAModalityIsRefused() {
    assertThat(mistakes("required: [{from: wrist, to: wrist}]"))
        .singleElement()
        .asString()
        .contains("leads from 'wrist' to itself");
  }

  @Test
  void aRequiredLinkThatIsForbiddenIsRefused() {
    assertThat(
            mistakes(
                "required: [{from: wrist, to: oximeter}]",
                "forbidden: [{from: wrist, to: oximeter}]"))
        .containsExactly(
            "ward.yaml:7: estimator.graph.required[0]: 'wrist' to 'oximeter' is forbidden too, by estimator.graph.forbidden[0]; remove one.");
  }

  @Test
  void aRequiredLinkAgainstTheOrderIsRefused() {
    assertThat(
            mistakes(
                "order: [profile, wrist, oximeter]", "required: [{from: oximeter, to: profile}]"))
        .containsExactly(
            "ward.yaml:8: estimator.graph.required[0]: 'oximeter' cannot precede 'profile', because the order and the required links before it say profile before wrist before oximeter; remove one.");
  }

  @Test
  void requiredLinksInACircleAreRefused() {
    assertThat(
            mistakes(
                "required:",
                "  - {from: wrist, to: oximeter}",
                "  - {from: oximeter, to: profile}",
                "  - {from: profile, to: wrist}"))
        .singleElement()
        .asString()
        .startsWith("ward.yaml:10: estimator.graph.required[2]: 'profile' cannot precede 'wrist'")
        .contains("wrist before oximeter before profile");
  }

  @Test
  void cyclesMayBeAllowedButNotTogetherWithAnOrder() {
    GraphConfig graph = parse("cycles: allowed").estimator().graph();
    assertThat(graph.toConstraints(List.of("wrist", "oximeter", "profile")))
        .isEqualTo(GraphConstraints.cyclic());
    assertThat(mistakes("cycles: allowed", "order: [profile, wrist]"))
        .singleElement()
        .asString()
        .contains("estimator.graph.cycles: where cycles are allowed nothing precedes anything");
  }

  @Test
  void linksWithinModalitiesMayBeExcluded() {
    GraphConstraints none =
        parse("within: excluded")
            .estimator()
            .graph()
            .toConstraints(List.of("wrist", "oximeter", "profile"));
    assertThat(none.noneWithin()).isTrue();
    assertThat(none.sentences(List.of("wrist", "oximeter", "profile")))
        .containsExactly(
            "Declared by the user: latents of one modality do not cause each other. Such links were looked for nevertheless where a modality can be linked to two others; elsewhere nothing could show them.");
  }

  @Test
  void oppositeDirectionsMayBeForbiddenAndRequired() {
    HeadwaterConfig config =
        parse(
            "forbidden: [{from: oximeter, to: wrist}]", "required: [{from: wrist, to: oximeter}]");
    assertThat(config.estimator().graph().toConstraints(List.of("wrist", "oximeter", "profile")))
        .isEqualTo(
            new GraphConstraints(
                List.of(),
                List.of(new GraphConstraints.Link(1, 0)),
                List.of(new GraphConstraints.Link(0, 1))));
  }

  @Test
  void whatIsPrintedReadsBackTheSame() {
    HeadwaterConfig config =
        parse("order: [profile, wrist]", "forbidden: [{from: profile, to: oximeter}]");
    String printed = ConfigPrinter.print(config);
    assertThat(printed).contains("graph:", "cycles: excluded", "to: oximeter");
    assertThat(ConfigLoader.parse("printed.yaml", printed, List.of())).isEqualTo(config);
  }

  @Test
  void aGraphThatDeclaresNothingKeepsTheFingerprint() {
    HeadwaterConfig without =
        ConfigLoader.parse("ward.yaml", MODALITIES.replaceFirst("(?s)estimator:.*", ""), List.of());
    HeadwaterConfig nothing = parse("order: []", "cycles: excluded", "within: unknown");
    HeadwaterConfig something = parse("order: [wrist, oximeter]");
    assertThat(ConfigFingerprint.of(nothing)).isEqualTo(ConfigFingerprint.of(without));
    assertThat(ConfigFingerprint.of(something)).isNotEqualTo(ConfigFingerprint.of(without));
    assertThat(ConfigFingerprint.of(parse("within: excluded")))
        .as("shapes no model")
        .isEqualTo(ConfigFingerprint.of(without));
  }

  @Test
  void whatWasDeclaredBeforeLinksWithinCouldBeKeepsTheFingerprint() {
    assertThat(ConfigFingerprint.of(parse("order: [wrist, oximeter]")))
        .isEqualTo("3820f32581b882025f919beb95e80f4c269cce9dbcc0d4fbedfa019c975a9d21")
        .isEqualTo(ConfigFingerprint.of(parse("order: [wrist, oximeter]", "within: excluded")));
  }

  private static List<String> mistakes(String... lines) {
    ConfigException refused = catchThrowableOfType(ConfigException.class, () -> parse(lines));
    assertThat(refused).as("the mistakes of:\n%s", String.join("\n", lines)).isNotNull();
    return refused.problems().stream().map(ConfigProblem::toString).toList();
  }

  private static HeadwaterConfig parse(String... lines) {
    String graph =
        List.of(lines).stream().map(line -> "    " + line + "\n").reduce("", String::concat);
    return ConfigLoader.parse("ward.yaml", MODALITIES + graph, List.of());
  }
}
