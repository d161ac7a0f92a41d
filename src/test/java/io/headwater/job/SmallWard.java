package io.headwater.job;

import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import io.headwater.sensor.SensorChunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Three people with a wristband and a belt that share a cause, and a row of facts each: small input
 * for whole jobs, as chunks or as Headwater CSV, and a configuration that reads it.
 */
public final class SmallWard {
  public static final long SECOND = 1_000_000L;
  public static final Instant START = Instant.parse("2024-03-01T20:00:00Z");
  public static final long START_MICROS = START.getEpochSecond() * SECOND;
  public static final int WINDOW_SECONDS = 20;
  public static final int CHUNK_SECONDS = 5;
  public static final List<String> SUBJECTS = List.of("ada", "ben", "cleo");

  /** Declared channels by modality. */
  public static final List<String> WRIST = List.of("motion", "warmth");

  public static final List<String> BELT = List.of("breath");
  public static final List<String> FACTS = List.of("age", "bmi");

  private static final String YAML =
      """
      name: small-ward
      seed: 5
      modalities:
        - {name: wrist, kind: time-series, channels: [motion, warmth], rate: 0.5, encoder: mlp}
        - {name: belt, kind: time-series, channels: [breath], rate: 0.5, encoder: mlp}
        - {name: facts, kind: tabular, channels: [age, bmi], latents: 1, exogenous: 0}
      window: {size: 20s, lateness: 10s}
      estimator: {hidden: 16, replicas: 1, refit-steps: 20}
      learning: {batch: 8, replayed: 8, steps-per-batch: 2, reservoir: 256, held-out-every: 5,
                 first-refit: 60, refit-every: 200, graph-every: 50, snapshot-every: 60}
      """;

  /** Small fetches, so that a reader takes turns between partitions also over little input. */
  private static final String KAFKA =
      """
      kafka: {properties: {"max.partition.fetch.bytes": "1500"}}
      """;

  private SmallWard() {}

  public static String yaml() {
    return YAML;
  }

  public static HeadwaterConfig config(String... overrides) {
    return ConfigLoader.parse("small-ward.yaml", YAML + KAFKA, List.of(overrides));
  }

  /** Every chunk of the first windows of everybody, by start, then subject, then modality. */
  public static List<SensorChunk> chunks(int windows) {
    List<SensorChunk> chunks = new ArrayList<>();
    for (String subject : SUBJECTS) {
      chunks.add(facts(subject));
    }
    for (int second = 0; second < windows * WINDOW_SECONDS; second += CHUNK_SECONDS) {
      for (String subject : SUBJECTS) {
        chunks.add(chunk(subject, "wrist", WRIST, second));
        chunks.add(chunk(subject, "belt", BELT, second));
      }
    }
    return chunks;
  }

  /** Five seconds of one modality at 1 Hz. */
  public static SensorChunk chunk(
      String subject, String modality, List<String> channels, int second) {
    float[] values = new float[CHUNK_SECONDS * channels.size()];
    for (int at = 0; at < values.length; at++) {
      int time = second + at / channels.size();
      values[at] = value(subject, channels.get(at % channels.size()), time);
    }
    return new SensorChunk(
        subject,
        modality,
        modality + "-1",
        START_MICROS + second * SECOND,
        SECOND,
        new long[0],
        channels,
        values,
        "",
        second);
  }

  private static SensorChunk facts(String subject) {
    float[] values = {value(subject, "age", 0), value(subject, "bmi", 0)};
    return new SensorChunk(
        subject, "facts", "", START_MICROS, 0, new long[] {0}, FACTS, values, "", 0);
  }

  /** The value of a channel at a second: a cause of the window, bent, and noise. */
  private static float value(String subject, String channel, int second) {
    long person = subject.hashCode();
    double cause = new SplittableRandom(person * 7919 + second / WINDOW_SECONDS).nextGaussian();
    double noise = new SplittableRandom(person + 31L * channel.hashCode() + second).nextGaussian();
    return switch (channel) {
      case "motion" -> (float) (1 + 0.8 * cause + 0.2 * noise);
      case "warmth" -> (float) (33 + 0.5 * cause * cause + 0.1 * noise);
      case "breath" -> (float) (15 + 3 * Math.tanh(cause) + 0.5 * noise);
      case "age" -> 30 + Math.floorMod(person, 40);
      default -> 20 + Math.floorMod(person, 11);
    };
  }

  /** The same input as one Headwater CSV file per modality. */
  public static Path writeCsv(Path folder, int windows) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("wrist.csv"), csv(WRIST, windows * WINDOW_SECONDS));
    Files.writeString(folder.resolve("belt.csv"), csv(BELT, windows * WINDOW_SECONDS));
    Files.writeString(folder.resolve("facts.csv"), csv(FACTS, 1));
    return folder;
  }

  private static String csv(List<String> channels, int seconds) {
    StringBuilder text = new StringBuilder("subject,time," + String.join(",", channels) + "\n");
    for (int second = 0; second < seconds; second++) {
      for (String subject : SUBJECTS) {
        text.append(subject).append(',').append(START.plusSeconds(second));
        for (String channel : channels) {
          text.append(',').append(value(subject, channel, second));
        }
        text.append('\n');
      }
    }
    return text.toString();
  }
}
