package io.headwater.suite.recording;

import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A question put to the latents of a set of recordings. */
enum RecordingRow {
  NONEEG_PHASE(
      "noneeg-phase",
      "wristband and oximeter: at rest, or under physical, emotional or cognitive stress",
      "noneeg-wrist-oximeter",
      "/examples/noneeg.yaml",
      StressPhases.CLASSES) {
    @Override
    Targets targets(Path folder) throws IOException {
      return StressPhases.read(folder);
    }
  },
  MMASH_IN_BED(
      "mmash-in-bed",
      "chest belt and actigraph: in bed or up",
      "sleep-wearable-mmash",
      "/examples/mmash.yaml",
      Bedtimes.CLASSES) {
    @Override
    Targets targets(Path folder) throws IOException {
      return Bedtimes.read(folder);
    }
  },
  MMASH_HEART_RATE(
      "mmash-heart-rate",
      "actigraph without its heart rate: heart rate by the chest belt",
      "sleep-wearable-mmash",
      "/suite/mmash-activity.yaml",
      List.of()) {
    @Override
    Targets targets(Path folder) throws IOException {
      return HeartRates.read(folder, MMASH_IN_BED.config(List.of()), "beats");
    }
  };

  private final String id;
  private final String title;
  private final String folder;
  private final String configuration;
  private final List<String> classes;

  RecordingRow(String id, String title, String folder, String configuration, List<String> classes) {
    this.id = id;
    this.title = title;
    this.folder = folder;
    this.configuration = configuration;
    this.classes = classes;
  }

  String id() {
    return id;
  }

  String title() {
    return title;
  }

  /** Name of its folder below the input. */
  String folder() {
    return folder;
  }

  /** Names of the classes to be told apart; empty when a quantity is to be found. */
  List<String> classes() {
    return classes;
  }

  boolean isQuantity() {
    return classes.isEmpty();
  }

  /** What a score is. */
  String measure() {
    return isQuantity() ? "correlation within a person" : "balanced accuracy";
  }

  /**
   * @param folder with its recordings
   * @throws IOException when the labels cannot be read
   */
  abstract Targets targets(Path folder) throws IOException;

  HeadwaterConfig config(List<String> overrides) {
    try (InputStream in = RecordingRow.class.getResourceAsStream(configuration)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return ConfigLoader.parse(id, text, overrides);
    } catch (IOException e) {
      throw new UncheckedIOException(configuration + " cannot be read from the jar.", e);
    }
  }
}
