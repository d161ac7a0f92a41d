package io.headwater.cli;

import io.headwater.config.HeadwaterConfig;
import io.headwater.wire.kafka.TopicTail;
import io.headwater.wire.kafka.Topics;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headwater tail}. */
@Command(
    name = "tail",
    description = "Prints the committed records of any of our topics, one JSON line each.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  headwater tail latent.estimates --config ward.yaml --key sleeper-03",
      "  headwater tail sensor.rejected --config ward.yaml --from-beginning --max 10"
    })
final class TailCommand implements Callable<Integer> {
  @Mixin ConfigOption config;

  @Parameters(paramLabel = "TOPIC", description = "Topic to read.")
  String topic;

  @Option(names = "--from-beginning", description = "Start with the oldest record.")
  boolean fromBeginning;

  @Option(names = "--max", paramLabel = "N", description = "Stop after N records.")
  long max = Long.MAX_VALUE;

  @Option(names = "--key", paramLabel = "KEY", description = "Only records with this key.")
  String key;

  @Option(names = "--until-end", description = "Stop at the end instead of waiting for more.")
  boolean untilEnd;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    HeadwaterConfig effective = config.load();
    requireTopic(effective);
    PrintWriter out = spec.commandLine().getOut();
    long printed = 0;
    try (TopicTail tail = new TopicTail(effective, topic, fromBeginning)) {
      while (printed < max && !(untilEnd && tail.atEnd())) {
        Optional<TopicTail.Line> line = tail.line();
        if (line.isPresent() && wanted(line.get())) {
          out.println(line.get().json());
          out.flush();
          printed++;
        }
      }
    }
    return ExitCode.OK.code();
  }

  private void requireTopic(HeadwaterConfig effective) {
    try (Topics topics = Topics.connect(effective)) {
      if (!topics.exists(topic)) {
        throw new UsageException(
            "There is no topic '%s' at %s; see: headwater topics --config FILE"
                .formatted(topic, effective.kafka().bootstrap()));
      }
    }
  }

  private boolean wanted(TopicTail.Line line) {
    return key == null || key.equals(line.key());
  }
}
