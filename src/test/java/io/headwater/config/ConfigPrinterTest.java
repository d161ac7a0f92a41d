package io.headwater.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigPrinterTest {
  private static final Path EXAMPLES = Path.of("src/main/resources/examples");

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @Test
  void examplesAreShipped() throws IOException {
    assertThat(examples())
        .extracting(f -> f.getFileName().toString())
        .contains("mmash.yaml", "noneeg.yaml", "psg.yaml");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleLoadsAndIsReadBackFromPrintAsItWas(Path example) {
    HeadwaterConfig config = ConfigLoader.load(example);
    assertThat(config.modalities()).isNotEmpty();
    assertThat(printedAndRead(config)).isEqualTo(config);
  }

  @Test
  void channelsThatYamlTakesForTruthValuesOrNumbersStayTexts() {
    HeadwaterConfig mmash = ConfigLoader.load(EXAMPLES.resolve("mmash.yaml"));
    assertThat(mmash.modalities().get(2).channels()).contains("off");
    assertThat(mmash.recordings().get(2).channels()).containsEntry("off", "Inclinometer Off");
    HeadwaterConfig config =
        parse("modalities: [{name: hr, rate: 1, channels: [on, off, yes, 1, 1e3, 0x1F, y]}]\n");
    assertThat(config.modalities().get(0).channels())
        .containsExactly("on", "off", "yes", "1", "1e3", "0x1F", "y");
    assertThat(printedAndRead(config)).isEqualTo(config);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "~",
        "-",
        "- a",
        "*anchor",
        "&a",
        "!tag",
        "%x",
        "@at",
        "`tick",
        "#no",
        "a #b",
        "a: b",
        "a:",
        "{a}",
        "[a]",
        "'",
        "\"",
        "tab\there",
        "line\nbreak",
        "trailing ",
        "2020-01-01",
        "1_000",
        "0o17",
        "NaN",
        ".inf",
        "true",
        "Off",
        "µV",
        "睡眠",
        "\uD83D\uDE34",
        "?",
        "? a",
        ":",
        ",",
        "|",
        ">",
        "=",
        "<<",
        "\\d+(x)"
      })
  void everyTextSurvivesPrinting(String text) {
    HeadwaterConfig blank = parse("modalities: [{name: hr, rate: 1, channels: [hr]}]\n");
    KafkaConfig k = blank.kafka();
    HeadwaterConfig config =
        new HeadwaterConfig(
            blank.name(),
            blank.seed(),
            blank.modalities(),
            blank.shared(),
            blank.window(),
            blank.estimator(),
            blank.learning(),
            blank.score(),
            new KafkaConfig(
                k.bootstrap(),
                k.group(),
                k.delivery(),
                k.transactionTimeout(),
                k.topics(),
                java.util.Map.of("client.rack", text, "z", "end")),
            blank.runtime(),
            List.of(),
            null);
    assertThat(printedAndRead(config)).isEqualTo(config);
  }

  @Test
  void everyKeyCanBePrintedAndRead() {
    HeadwaterConfig config =
        parse(
            """
            name: everything
            seed: -9007199254740993
            modalities:
              - {name: hr, kind: time-series, topic: t.hr, channels: [a, b], rate: 0.25,
                 resampling: hold, max-gap: 90s, encoder: lstm, latents: 3, exogenous: 0}
              - {name: fundus, kind: image, image: {height: 3, width: 2, depth: 3}, encoder: mlp}
              - {name: retina, kind: image, image: {height: 3, width: 2}, encoder: resnet-18, encoder-width: 16}
              - {name: profile, kind: tabular, channels: [age, bmi]}
            window: {size: 1h30m, slide: 250ms, lateness: 0s, max-wait: 2d}
            estimator: {hidden: 32, learning-rate: 0.00001, replicas: 2, refit-steps: 10}
            learning: {batch: 4, replayed: 0, steps-per-batch: 1, reservoir: 8, held-out-every: 2,
                       first-refit: 5, refit-every: 6, graph-every: 7, snapshot-every: 3000000000}
            score: {chunks-before-model: 5}
            kafka:
              bootstrap: "[::1]:9092,b:1"
              group: g
              delivery: at-least-once
              transaction-timeout: 1m
              topics: {latents: a, scores: f, graphs: b, models: c, late: d, rejected: e}
              properties: {ssl.endpoint.identification.algorithm: ""}
            runtime: {parallelism: 4, checkpoint-interval: 500ms, checkpoints: "s3://b/c", models: "file:///m", gpu: 1}
            recordings:
              - format: delimited
                files: "**/*.csv"
                modality: hr
                subject: '(S\\d+)/'
                device: belt
                channels: {a: "Col #1", b: "#2"}
                start: 2020-01-01T00:00:00+01:00
                chunk: 10s
                mapping: {delimiter: "\\t", comment: "#", header: no, clock: day-time, time: [1, 2],
                          zone: Europe/Rome, epoch-day: 2020-01-01, days: {-29: 2, 3: 4},
                          period: 0.5, missing: ["", NA, "-1"]}
            """);
    assertThat(printedAndRead(config)).isEqualTo(config);
    assertThat(config.recordings().get(0).mapping().header()).isFalse();
    assertThat(config.recordings().get(0).mapping().days()).containsEntry(-29, 2);
    assertThat(config.kafka().properties())
        .containsEntry("ssl.endpoint.identification.algorithm", "");
  }

  @Test
  void printsTheNamesThatPeopleWrite() {
    HeadwaterConfig config = parse("modalities: [{name: hr, rate: 1, channels: [hr]}]\n");
    assertThat(ConfigPrinter.print(config))
        .contains("kind: time-series")
        .contains("max-gap: 10s")
        .contains("size: 1m")
        .contains("delivery: exactly-once");
  }

  @Test
  void printsMapsInTheOrderOfTheirKeys() {
    HeadwaterConfig config =
        parse(
            "modalities: [{name: hr, rate: 1, channels: [hr]}]\n"
                + "kafka: {properties: {z: 1, a: 2, m: 3, b: 4}}\n");
    assertThat(ConfigPrinter.print(config)).containsSubsequence("a: ", "b: ", "m: ", "z: ");
  }

  private static HeadwaterConfig printedAndRead(HeadwaterConfig config) {
    return parse(ConfigPrinter.print(config));
  }

  private static HeadwaterConfig parse(String text) {
    return ConfigLoader.parse("printed.yaml", text, List.of());
  }
}
