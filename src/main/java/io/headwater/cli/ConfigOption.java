package io.headwater.cli;

import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --config} and {@code --set}, for every command that runs from a configuration. */
final class ConfigOption {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Configuration, one YAML file. See: headwater learn --example ward")
  Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides one key of the file, such as learning.batch=16. Repeatable.")
  List<String> overrides = new ArrayList<>();

  HeadwaterConfig load() {
    if (file == null) {
      throw new UsageException(
          "No configuration is named; give --config FILE. For one to begin with: headwater learn --example ward > ward.yaml");
    }
    return ConfigLoader.load(file, overrides);
  }
}
