package io.headwater.cli;

import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  HeadwaterConfig load() {
    if (file == null) {
      throw new UsageException(
          "No configuration is named; give --config FILE. For one to begin with: headwater learn --example ward > ward.yaml");
    }
    HeadwaterConfig config = ConfigLoader.load(file, overrides);
    config.kafka().secretsWrittenOut().forEach(this::warn);
    return config;
  }

  private void warn(String property) {
    boolean given = overrides.stream().anyMatch(o -> o.contains(property));
    spec.commandLine()
        .getErr()
        .printf(
            "warning: kafka.properties.%s is a secret written out %s; refer to it instead, such as ${env:NAME} or ${directory:FOLDER:FILE}.%n",
            property,
            given
                ? "on the command line, where everybody on this machine can read it"
                : "in the configuration");
  }
}
