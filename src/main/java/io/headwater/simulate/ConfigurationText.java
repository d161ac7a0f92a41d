package io.headwater.simulate;

import io.headwater.sensor.Modality;
import java.time.Duration;
import java.util.List;

/** What the configurations of all made-up rows have in common. */
public final class ConfigurationText {
  private ConfigurationText() {}

  /** Everything up to the list of modalities. */
  public static String head(String scenario, long seed) {
    return """
    # Scenario %s, seed %d. One row is one window.
    #
    #   headwater replay --config scenario.yaml --input . --output out

    name: scenario-%s
    seed: 1

    modalities:
    """
        .formatted(scenario, seed, scenario);
  }

  /** Kind, channels, rate and encoder of a modality with one sample per window. */
  public static String timeSeries(Modality sensor) {
    return "    kind: time-series\n    channels: [%s]\n    rate: %s    # one sample per window\n    encoder: mlp\n"
        .formatted(String.join(", ", sensor.channels()), sensor.samplesPerSecond());
  }

  /** Windows, learning and recordings: everything after the estimator. */
  public static String tail(Duration window, List<Modality> sensors) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("\nwindow:\n  size: ").append(window.toSeconds()).append("s\n");
    yaml.append(
        """

        learning:
          reservoir: 12000        # all windows: they are few, and no subject repeats itself
          first-refit: 1000000    # one solve, at the end

        recordings:
        """);
    for (Modality sensor : sensors) {
      yaml.append(
          "  - {format: csv, files: %s.csv, modality: %s}\n"
              .formatted(sensor.name(), sensor.name()));
    }
    return yaml.toString();
  }
}
