package io.headwater.cli;

import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import io.headwater.job.RecordingInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds a configuration for a folder of recordings when none is named: the one YAML file that lies
 * in it, or the shipped example whose rules all find files there.
 */
final class RecognisedFolder {
  private RecognisedFolder() {}

  /**
   * @throws UsageException when nothing fits
   */
  static HeadwaterConfig config(Path folder, List<String> overrides) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UsageException(
          "There is no folder '" + folder + "'; name one that holds recordings.");
    }
    List<Path> own;
    try (Stream<Path> files = Files.list(folder)) {
      own =
          files
              .filter(f -> f.toString().endsWith(".yaml") || f.toString().endsWith(".yml"))
              .sorted()
              .toList();
    }
    if (own.size() == 1) {
      return ConfigLoader.load(own.get(0), overrides);
    }
    for (String example : Examples.NAMES) {
      HeadwaterConfig config =
          ConfigLoader.parse(example + ".yaml", Examples.text(example), overrides);
      if (RecordingInputs.fits(folder, config)) {
        return config;
      }
    }
    throw new UsageException(
        "What lies in '%s' fits none of the shipped examples (%s); name a configuration with --config FILE."
            .formatted(folder, String.join(", ", Examples.NAMES)));
  }
}
