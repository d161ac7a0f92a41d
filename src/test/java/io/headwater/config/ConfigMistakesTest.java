package io.headwater.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every mistake is told by file, line, key path, the value seen, and what to do about it. */
class ConfigMistakesTest {
  private static final String MODALITY =
      """
      modalities:
        - name: wrist
          rate: 8
          channels: [ax, ay]
      """;

  @Test
  void anUnknownKeyIsAnsweredWithTheNearestKnownOne() {
    assertThat(mistakes(MODALITY + "window:\n  slied: 30s\n"))
        .containsExactly(
            "ward.yaml:6: window.slied: 'slied' is not a setting of window; did you mean 'slide'? Known: size, slide, lateness, max-wait.");
  }

  @Test
  void anUnknownKeyAtTheTopIsAnswered() {
    assertThat(mistake(MODALITY + "windows: {size: 30s}\n"))
        .startsWith("ward.yaml:5: windows: 'windows' is not a setting; did you mean 'window'?");
  }

  @Test
  void aKeyNothingIsNearToIsAnsweredWithTheKnownOnes() {
    assertThat(mistake(MODALITY + "window: {colour: red}\n"))
        .isEqualTo(
            "ward.yaml:5: window.colour: 'colour' is not a setting of window. Known: size, slide, lateness, max-wait.");
  }

  @Test
  void aJavaNameIsAnsweredWithItsYamlName() {
    assertThat(mistake(MODALITY + "learning: {stepsPerBatch: 8}\n"))
        .contains("did you mean 'steps-per-batch'?");
  }

  @Test
  void aMisspeltKindIsAnsweredWithTheNearest() {
    assertThat(mistake(MODALITY.replace("rate: 8", "rate: 8\n    kind: timeseres")))
        .isEqualTo(
            "ward.yaml:4: modalities[0].kind: 'timeseres' is not a kind of modality; did you mean 'time-series'? Known: time-series, image, tabular.");
  }

  @Test
  void aWordWhereANumberBelongsIsSeen() {
    assertThat(mistake(MODALITY.replace("8", "fast")))
        .isEqualTo(
            "ward.yaml:3: modalities[0].rate: 'fast' is not a number; write one such as 8 or 0.002.");
  }

  @Test
  void aFractionWhereAWholeNumberBelongsIsSeen() {
    assertThat(mistake(MODALITY + "learning:\n  batch: 3.5\n"))
        .isEqualTo(
            "ward.yaml:6: learning.batch: '3.5' is not a whole number; write one such as 32.");
  }

  @Test
  void aNumberBeyondItsTypeIsSeenHoweverItIsWritten() {
    for (String huge : List.of("3000000000", "1e12", "1e999999999")) {
      assertThat(mistake(MODALITY + "learning: {batch: " + huge + "}\n"))
          .startsWith("ward.yaml:5: learning.batch: " + huge + " is out of bounds; write a number");
    }
  }

  @Test
  void oneValueWhereAListBelongsIsSeen() {
    assertThat(mistake(MODALITY.replace("[ax, ay]", "ax")))
        .isEqualTo(
            "ward.yaml:4: modalities[0].channels: 'ax' is not a list; write [a, b] or one '- a' a line.");
  }

  @Test
  void aListWhereAGroupBelongsIsSeen() {
    assertThat(mistake(MODALITY + "window: [60s]\n"))
        .startsWith("ward.yaml:5: window: a list is not a group of settings; indent its keys");
  }

  @Test
  void aGroupWhereOneValueBelongsIsSeen() {
    assertThat(mistake(MODALITY + "seed: {a: 1}\n"))
        .isEqualTo("ward.yaml:5: seed: a group of settings stands where one value is expected.");
  }

  @Test
  void whatIsRequiredAndMissingIsNamed() {
    assertThat(mistakes("modalities:\n  - kind: time-series\n"))
        .containsExactly(
            "ward.yaml:2: modalities[0].name: is missing; give the modality a name such as wristband.",
            "ward.yaml:2: modalities[0].channels: is missing; list the channels, such as [hr, spo2].",
            "ward.yaml:2: modalities[0].rate: is missing; a time series needs its grid rate in Hz, such as 8.");
  }

  @Test
  void aJobWithoutModalitiesIsRefused() {
    assertThat(mistake("name: ward\n"))
        .isEqualTo(
            "ward.yaml:1: modalities: none is declared; declare at least one with name, rate and channels.");
  }

  @Test
  void valuesOutOfRangeAreNamedWithTheRange() {
    assertThat(
            mistakes(
                MODALITY.replace("rate: 8", "rate: -8\n    latents: 0\n    exogenous: 65")
                    + """
                    estimator: {hidden: 0, learning-rate: 2}
                    learning: {batch: 1, reservoir: 4}
                    runtime: {parallelism: 0, gpu: -1}
                    """))
        .containsExactly(
            "ward.yaml:3: modalities[0].rate: -8.0 Hz is not positive; give the grid rate in Hz, such as 8.",
            "ward.yaml:4: modalities[0].latents: 0 is outside 1 to 64.",
            "ward.yaml:5: modalities[0].exogenous: 65 is outside 0 to 64.",
            "ward.yaml:7: estimator.hidden: 0 is outside 1 to 4096.",
            "ward.yaml:7: estimator.learning-rate: 2.0 is outside (0, 1]; the recipe uses 0.004.",
            "ward.yaml:8: learning.batch: 1 is too small; use at least 2 (a covariance needs two windows at the least).",
            "ward.yaml:8: learning.reservoir: 4 is too small; use at least 32 (it must hold what one mini-batch replays).",
            "ward.yaml:9: runtime.parallelism: 0 is outside 1 to 32768.",
            "ward.yaml:9: runtime.gpu: -1 is outside 0 to 1023.");
  }

  @Test
  void weightDecayThatLeavesNothingToLearnWithIsRefused() {
    assertThat(mistake(MODALITY + "estimator: {weight-decay: 30}\n"))
        .isEqualTo(
            "ward.yaml:5: estimator.weight-decay: 30.0 is outside 0 to 25.0: each step shrinks weights by decay times learning rate (0.004), and more than a tenth leaves nothing to learn with.");
    assertThat(mistake(MODALITY + "estimator: {weight-decay: -1}\n"))
        .startsWith("ward.yaml:5: estimator.weight-decay: -1.0 is outside 0 to 25.0");
  }

  @Test
  void aNameUsedTwiceIsNamedWithItsFirstUse() {
    assertThat(mistake(MODALITY + "  - {name: wrist, rate: 1, channels: [hr]}\n"))
        .isEqualTo(
            "ward.yaml:5: modalities[1].name: 'wrist' is already the name of modalities[0]; rename one.");
  }

  @Test
  void aChannelUsedTwiceIsNamed() {
    assertThat(mistake(MODALITY.replace("ay", "ax")))
        .isEqualTo(
            "ward.yaml:4: modalities[0].channels[1]: 'ax' appears twice; rename or remove one.");
  }

  @Test
  void aTopicUsedTwiceIsNamedWithItsFirstUse() {
    assertThat(mistake(MODALITY + "kafka:\n  topics:\n    late: sensor.wrist\n"))
        .isEqualTo(
            "ward.yaml:7: kafka.topics.late: 'sensor.wrist' is already the topic of modalities[0].topic; each needs its own.");
  }

  @Test
  void aKeyGivenTwiceIsNamedWithItsFirstLine() {
    assertThat(mistake("seed: 1\n" + MODALITY + "seed: 2\n"))
        .isEqualTo("ward.yaml:6: seed: is given twice, first on line 1; keep one.");
  }

  @Test
  void aSlideLongerThanTheWindowIsRefused() {
    assertThat(mistake(MODALITY + "window:\n  size: 60s\n  slide: 2m\n"))
        .isEqualTo(
            "ward.yaml:7: window.slide: 2m is longer than the window (1m), so samples between windows would be lost; use at most 1m.");
  }

  @Test
  void aBadDurationIsAnsweredWithAGoodOne() {
    assertThat(mistake(MODALITY + "window: {size: 60}\n"))
        .isEqualTo(
            "ward.yaml:5: window.size: '60' has no unit; write 60s for seconds, 60m for minutes, or ISO such as PT1M.");
    assertThat(mistake(MODALITY + "window: {size: a minute}\n"))
        .isEqualTo(
            "ward.yaml:5: window.size: 'a minute' is not a duration; write one such as 250ms, 60s, 5m, 1h, 2d or PT1M.");
    assertThat(mistake(MODALITY + "window: {size: 0s}\n"))
        .contains("window.size: 0s is not a length of time");
  }

  @Test
  void aWindowThatNoGridOfMicrosecondsCanHoldIsRefused() {
    assertThat(mistakes(MODALITY + "window: {size: 60s, slide: 1ns}\n"))
        .containsExactly("ward.yaml:5: window.slide: 1ns is not a whole number of microseconds.");
    assertThat(mistakes(MODALITY + "window: {lateness: 100000d}\n"))
        .containsExactly("ward.yaml:5: window.lateness: 100000d is too long; use at most 36500d.");
  }

  @Test
  void textThatIsNoYamlIsRefusedAtItsLine() {
    assertThat(mistake("name: ward\nmodalities: [\n  {name: wrist\nwindow: 1\n"))
        .startsWith("ward.yaml:4: column ")
        .contains("this is not valid YAML")
        .contains("Check indentation");
    assertThat(mistake("name: ward\n\tseed: 1\n")).startsWith("ward.yaml:2: column 1: ");
  }

  @Test
  void anEmptyFileIsAnsweredWithAnExample() {
    assertThat(mistake("# nothing yet\n")).contains("headwater learn --example");
  }

  @Test
  void aRuleForAnUndeclaredModalityIsAnsweredWithTheNearest() {
    assertThat(mistake(MODALITY + "recordings:\n  - {format: csv, files: '*', modality: wirst}\n"))
        .isEqualTo(
            "ward.yaml:6: recordings[0].modality: 'wirst' is not a declared modality; did you mean 'wrist'? Known: wrist.");
  }

  @Test
  void mistakesInARuleAreEachNamed() {
    assertThat(
            mistakes(
                MODALITY
                    + """
                    recordings:
                      - format: delimitd
                        files: "["
                        modality: wrist
                        subject: 'Subject\\d+'
                        start: yesterday
                        channels: {az: Z}
                    """))
        .hasSize(5)
        .anySatisfy(m -> assertThat(m).startsWith("ward.yaml:6: recordings[0].format: 'delimitd'"))
        .anySatisfy(m -> assertThat(m).startsWith("ward.yaml:7: recordings[0].files: '['"))
        .anySatisfy(m -> assertThat(m).contains("recordings[0].subject").contains("no group"))
        .anySatisfy(m -> assertThat(m).contains("start: 'yesterday' is not a time with zone"))
        .anySatisfy(m -> assertThat(m).contains("channels.az: 'az' is not a channel of wrist"));
  }

  @Test
  void aDelimitedFileNeedsItsClockAndColumns() {
    String rule = "recordings:\n  - {format: delimited, files: '*', modality: wrist";
    assertThat(mistake(MODALITY + rule + "}\n"))
        .contains("recordings[0].mapping: is missing; a delimited file needs");
    assertThat(mistake(MODALITY + rule + ", mapping: {clock: day-time, time: [t]}}\n"))
        .contains("recordings[0].mapping.time: names 1 columns but clock day-time takes two");
    assertThat(mistake(MODALITY + rule + ", mapping: {clock: row}}\n"))
        .contains("recordings[0].mapping.period: is missing; clock row needs the seconds");
  }

  @Test
  void aMappingOfAFormatWithItsOwnHeaderMayOnlyNameTheZone() {
    String rule = "recordings:\n  - {format: %s, files: '*', modality: wrist, mapping: %s}\n";
    assertThat(mistake(MODALITY + rule.formatted("edf", "{zone: Rome}")))
        .contains("recordings[0].mapping.zone: 'Rome' is not a time zone");
    assertThat(mistake(MODALITY + rule.formatted("wfdb", "{clock: iso}")))
        .contains("recordings[0].mapping: of a rule that reads wfdb may hold its zone only");
    assertThat(mistake(MODALITY + rule.formatted("e4", "{zone: UTC}")))
        .contains("recordings[0].mapping: belongs to format delimited");
    ConfigLoader.parse("w", MODALITY + rule.formatted("edf", "{zone: Europe/Rome}"), List.of());
  }

  @Test
  void kafkaSettingsAreHeldAgainstWhatBrokersAllow() {
    assertThat(
            mistakes(
                MODALITY
                    + """
                    kafka:
                      bootstrap: localhost
                      transaction-timeout: 1h
                      properties:
                        bootstrap.servers: elsewhere:9092
                    """))
        .containsExactly(
            "ward.yaml:6: kafka.bootstrap: 'localhost' is not host:port; write one such as localhost:9092, several with commas.",
            "ward.yaml:7: kafka.transaction-timeout: 1h is more than a broker allows (transaction.max.timeout.ms, 15m); use at most 15m.",
            "ward.yaml:9: kafka.properties.bootstrap.servers: is set by 'kafka.bootstrap'; set that instead.");
  }

  @Test
  void anEncoderThatCannotReadTheKindIsRefused() {
    assertThat(mistake(MODALITY.replace("rate: 8", "rate: 8\n    encoder: convolution")))
        .isEqualTo(
            "ward.yaml:4: modalities[0].encoder: 'convolution' cannot read kind time-series; use mlp or temporal-convolution or lstm.");
  }

  @Test
  void onlyAResidualNetworkHasAWidthAndItHasBounds() {
    assertThat(mistake(MODALITY.replace("rate: 8", "rate: 8\n    encoder-width: 16")))
        .isEqualTo(
            "ward.yaml:4: modalities[0].encoder-width: only resnet-18 has a width, and this encoder is temporal-convolution; remove it or say encoder: resnet-18.");
    assertThat(
            mistake(
                "modalities:\n  - {name: fundus, kind: image, image: {height: 9, width: 9},"
                    + " encoder: resnet-18, encoder-width: 1000}\n"))
        .contains("modalities[0].encoder-width")
        .contains("1000")
        .contains("256");
  }

  @Test
  void anImageNeedsItsShapeAndNothingElseHasOne() {
    assertThat(mistake("modalities:\n  - {name: fundus, kind: image}\n"))
        .contains("modalities[0].image: is missing; give its shape");
    assertThat(mistake("modalities:\n  - {name: fundus, kind: image, image: {width: 28}}\n"))
        .contains("modalities[0].image.height: is missing; give a number.");
    assertThat(mistake(MODALITY + "    image: {height: 2, width: 2}\n"))
        .contains("only an image has a shape");
  }

  @Test
  void settingsOfDriftThatCannotBeAreNamed() {
    assertThat(
            mistakesWith(
                "learning.drift.delta=1",
                "learning.drift.threshold=0",
                "learning.drift.raised-steps=0",
                "learning.drift.detector=none",
                "learning.drift.policy=raise-rate"))
        .containsExactly(
            "--set learning.drift.delta=1: learning.drift.delta: 1.0 is not a chance; use more than 0 and less than 1, such as 0.002.",
            "--set learning.drift.threshold=0: learning.drift.threshold: 0.0 cannot be risen above; use a number over 0, such as 10.0.",
            "--set learning.drift.raised-steps=0: learning.drift.raised-steps: 0 is too small; use at least 1 (else nothing is raised).",
            "--set learning.drift.policy=raise-rate: learning.drift.policy: 'raise-rate' waits for an alarm, and detector none gives none; choose adwin or page-hinkley.");
  }

  @Test
  void aMistakeInAnOverrideNamesTheOption() {
    assertThat(mistakesWith("learning.batch=many", "window.slied=1s", "seed"))
        .containsExactlyInAnyOrder(
            "--set learning.batch=many: learning.batch: 'many' is not a whole number; write one such as 32.",
            "--set window.slied=1s: window.slied: 'slied' is not a setting of window; did you mean 'slide'? Known: size, slide, lateness, max-wait.",
            "--set seed: an override is key=value, such as learning.batch=16.");
  }

  @Test
  void allMistakesAreToldAtOnceInTheOrderOfTheFile() {
    ConfigException refused =
        refused(
            """
            name: my ward
            seed: one
            modalities:
              - name: wrist
                rate: 8
                kind: timeseres
                channels: [ax, ax]
            window:
              size: 60
              slied: 30s
            runtime:
              models: /tmp/models
            """,
            List.of());
    assertThat(refused.problems())
        .extracting(ConfigProblem::line)
        .containsExactly(1, 2, 6, 7, 9, 10, 12);
    assertThat(refused.problems()).extracting(ConfigProblem::file).containsOnly("ward.yaml");
    assertThat(refused)
        .hasMessageEndingWith("\n7 mistakes in the configuration; nothing was started.");
  }

  private static String mistake(String yaml) {
    List<String> mistakes = mistakes(yaml);
    assertThat(mistakes).hasSize(1);
    return mistakes.get(0);
  }

  private static List<String> mistakes(String yaml) {
    return refused(yaml, List.of()).problems().stream().map(ConfigProblem::toString).toList();
  }

  private static List<String> mistakesWith(String... overrides) {
    return refused(MODALITY, List.of(overrides)).problems().stream()
        .map(ConfigProblem::toString)
        .toList();
  }

  private static ConfigException refused(String yaml, List<String> overrides) {
    ConfigException refused =
        catchThrowableOfType(
            ConfigException.class, () -> ConfigLoader.parse("ward.yaml", yaml, overrides));
    assertThat(refused).as("the mistakes of:\n%s", yaml).isNotNull();
    return refused;
  }
}
