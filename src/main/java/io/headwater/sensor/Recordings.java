package io.headwater.sensor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the recordings below a folder.
 *
 * <pre>{@code
 * List<Recording> found = Recordings.discover(folder, config.recordings(), modalities);
 * try (ChunkReader all = new MergedRecordings(found)) { … }
 * }</pre>
 */
public final class Recordings {
  private Recordings() {}

  /**
   * Recordings in the order of the rules, then of the relative paths. Without rules, Headwater CSV
   * files {@code <modality>.csv} or {@code <modality>.csv.gz} of the declared modalities. Nothing
   * but Headwater CSV is opened here; those are looked through once for their subjects.
   *
   * @throws RecordingException when a rule does not hang together, matches nothing, or, without
   *     rules, no file is named after a modality
   */
  public static List<Recording> discover(
      Path folder, List<RecordingRule> rules, List<Modality> modalities) throws IOException {
    RecordingFolder contents = RecordingFolder.of(folder);
    List<RuleReading> readings = new ArrayList<>();
    for (RecordingRule rule : rules) {
      readings.add(RuleReading.of(folder, readings.size() + 1, rule, modalities));
    }
    if (rules.isEmpty()) {
      readings = ownFiles(contents, modalities);
    }
    List<Recording> recordings = new ArrayList<>();
    for (RuleReading reading : readings) {
      recordings.addAll(reading.recordings(contents));
    }
    return List.copyOf(recordings);
  }

  private static List<RuleReading> ownFiles(RecordingFolder contents, List<Modality> modalities)
      throws RecordingException {
    List<RuleReading> readings = new ArrayList<>();
    for (Modality modality : modalities) {
      for (String file : List.of(modality.name() + ".csv", modality.name() + ".csv.gz")) {
        if (contents.entries().contains(file)) {
          readings.add(
              RuleReading.of(
                  contents.root(), readings.size() + 1, csv(file, modality), modalities));
        }
      }
    }
    if (readings.isEmpty()) {
      throw new RecordingException(
          contents.root(),
          "holds no file %s; there is %s. Name the files after the modalities, or give recording rules."
              .formatted(
                  String.join(
                      ", ", modalities.stream().map(m -> "'" + m.name() + ".csv'").toList()),
                  contents.shown()));
    }
    return readings;
  }

  private static RecordingRule csv(String file, Modality modality) {
    return new RecordingRule("csv", file, modality.name(), null, null, null, null, null, null);
  }
}
