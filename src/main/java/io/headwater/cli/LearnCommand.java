package io.headwater.cli;

import io.headwater.config.ConfigPrinter;
import io.headwater.config.HeadwaterConfig;
import io.headwater.job.Checkpoints;
import io.headwater.job.KafkaSinks;
import io.headwater.job.LearnJob;
import io.headwater.job.LiveEnvironment;
import io.headwater.job.LocalRun;
import io.headwater.job.RestoreCheck;
import io.headwater.wire.kafka.KafkaInputs;
import io.headwater.wire.kafka.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headwater learn}. */
@Command(
    name = "learn",
    description = {
      "Learns from the sensor topics without end, and writes latents, graphs and models to topics.",
      "",
      "Run as it is, it starts a Flink cluster inside this process. Submitted with Flink's own",
      "client (flink run -c io.headwater.cli.Headwater headwater.jar learn -c FILE) it runs there."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  headwater learn --example ward > ward.yaml",
      "  headwater learn --config ward.yaml --print-config",
      "  headwater learn --config ward.yaml --set kafka.bootstrap=broker-1:9092",
      "  headwater learn --config ward.yaml --set runtime.checkpoints=file:///var/headwater \\",
      "                  --restore file:///var/headwater"
    })
final class LearnCommand implements Callable<Integer> {
  @Mixin ConfigOption config;

  @Option(names = "--print-config", description = "Print the effective configuration and stop.")
  boolean printConfig;

  @Option(
      names = "--example",
      paramLabel = "NAME",
      description = "Print a commented example (ward, noneeg, mmash, psg) and stop.")
  String example;

  @Option(
      names = "--restore",
      paramLabel = "URI",
      description = {
        "Go on from a checkpoint or savepoint: its folder, or the folder that runtime.checkpoints",
        "names, of which the newest is taken. Without it a model begins anew."
      })
  String restore;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (example != null) {
      out.print(Examples.text(example));
      out.flush();
      return ExitCode.OK.code();
    }
    HeadwaterConfig effective = config.load();
    if (printConfig) {
      out.print(ConfigPrinter.print(effective));
      out.flush();
      return ExitCode.OK.code();
    }
    learn(effective);
    return ExitCode.OK.code();
  }

  private void learn(HeadwaterConfig effective) throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    PseudonymKey.check(effective);
    String from = checkpoint(effective);
    try (Topics topics = Topics.connect(effective)) {
      List<String> created = topics.createMissing(effective, Topics.forLearning(effective));
      if (!created.isEmpty()) {
        err.println("Created topics " + String.join(", ", created) + ".");
      }
    }
    StreamExecutionEnvironment env = LiveEnvironment.of(effective, from);
    new LearnJob(
            effective,
            KafkaInputs.live(effective),
            LearnJob.Mode.LIVE,
            false,
            new KafkaSinks(effective))
        .build(env);
    JobClient client = env.executeAsync(effective.name());
    err.println(from == null ? "A model begins anew." : "Going on from " + from + ".");
    err.println("Job " + client.getJobID() + " is running; stop it with Ctrl-C.");
    ProgressLine progress = new ProgressLine(err);
    LocalRun.await(client, progress);
    progress.end();
  }

  /** Where to go on from, found before anything is made; null to begin anew. */
  private String checkpoint(HeadwaterConfig effective) {
    if (restore == null) {
      return null;
    }
    try {
      String from = Checkpoints.newest(restore);
      RestoreCheck.problem(from, effective)
          .ifPresent(
              problem -> {
                throw new UsageException(problem);
              });
      return from;
    } catch (IOException none) {
      throw new UsageException(none.getMessage());
    }
  }
}
