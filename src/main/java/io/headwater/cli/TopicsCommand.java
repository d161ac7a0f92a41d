package io.headwater.cli;

import io.headwater.config.HeadwaterConfig;
import io.headwater.wire.kafka.Topics;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headwater topics}. */
@Command(
    name = "topics",
    description = "Shows the topics of a configuration and what they hold; creates missing ones.",
    footerHeading = "%nExample:%n",
    footer = "  headwater topics --config ward.yaml --create")
final class TopicsCommand implements Callable<Integer> {
  @Mixin ConfigOption config;

  @Option(names = "--create", description = "Create the topics that are missing.")
  boolean create;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    HeadwaterConfig effective = config.load();
    PrintWriter out = spec.commandLine().getOut();
    try (Topics topics = Topics.connect(effective)) {
      if (create) {
        topics.createMissing(effective).forEach(t -> out.println("created " + t));
      }
      out.printf("%-28s %-28s %10s %14s%n", "topic", "role", "partitions", "records");
      for (Topics.TopicState topic : topics.state(effective)) {
        out.printf(
            "%-28s %-28s %10s %,14d%n",
            topic.name(),
            topic.role(),
            topic.partitions() == 0 ? "missing" : String.valueOf(topic.partitions()),
            topic.records());
      }
    }
    out.flush();
    return ExitCode.OK.code();
  }
}
