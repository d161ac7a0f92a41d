package io.headwater.cli;

import io.headwater.config.ConfigPrinter;
import io.headwater.config.HeadwaterConfig;
import io.headwater.job.Checkpoints;
import io.headwater.job.KafkaSinks;
import io.headwater.job.LiveEnvironment;
import io.headwater.job.LocalRun;
import io.headwater.job.RestoreCheck;
import io.headwater.job.ScoreJob;
import io.headwater.score.ModelChoice;
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

/** {@code headwater score}. */
@Command(
    name = "score",
    description = {
      "Scores the sensor topics without end with the models that a learner publishes, at any",
      "parallelism, and writes latents stamped with the model's version to kafka.topics.scores.",
      "",
      "It may be started before there is a model: it then reads up to score.chunks-before-model",
      "chunks a reader, and goes on when the first model comes. New models take over between two",
      "windows. Give it the configuration of the learner; models of another one are refused."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  headwater score --config ward.yaml",
      "  headwater score --config ward.yaml --model 1296 --set runtime.parallelism=4",
      "  headwater score --config ward.yaml --set runtime.checkpoints=file:///var/headwater/score \\",
      "                  --restore file:///var/headwater/score"
    })
final class ScoreCommand implements Callable<Integer> {
  private static final String NEWEST = "newest";

  @Mixin ConfigOption config;

  @Option(names = "--print-config", description = "Print the effective configuration and stop.")
  boolean printConfig;

  @Option(
      names = "--model",
      paramLabel = "VERSION",
      defaultValue = NEWEST,
      description =
          "'newest' (default) follows the learner; a version is waited for and kept for ever.")
  String model;

  @Option(
      names = "--restore",
      paramLabel = "URI",
      description = {
        "Go on from a checkpoint or savepoint of a scorer: its folder, or the folder that",
        "runtime.checkpoints names, of which the newest is taken. Not one of the learner."
      })
  String restore;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    ModelChoice choice = choice();
    HeadwaterConfig effective = config.load();
    if (printConfig) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(ConfigPrinter.print(effective));
      out.flush();
      return ExitCode.OK.code();
    }
    score(effective, choice);
    return ExitCode.OK.code();
  }

  private void score(HeadwaterConfig effective, ModelChoice choice) throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    PseudonymKey.check(effective);
    String from = checkpoint(effective);
    try (Topics topics = Topics.connect(effective)) {
      List<String> created = topics.createMissing(effective, Topics.forScoring(effective));
      if (!created.isEmpty()) {
        err.println("Created topics " + String.join(", ", created) + ".");
      }
    }
    HeadwaterConfig own = effective.forScoring();
    StreamExecutionEnvironment env = LiveEnvironment.forScoring(own, from);
    ScoreJob.overKafka(own, choice, KafkaSinks.scores(own)).build(env);
    JobClient client = env.executeAsync(own.name());
    err.println(
        "Scoring with model: %s%s."
            .formatted(choice, from == null ? "" : ", going on from " + from));
    err.println("Job " + client.getJobID() + " is running; stop it with Ctrl-C.");
    ProgressLine progress = new ProgressLine(err);
    LocalRun.awaitScoring(client, new ScoreLine(progress));
    progress.end();
  }

  private ModelChoice choice() {
    if (model.equals(NEWEST)) {
      return ModelChoice.newest();
    }
    try {
      long version = Long.parseLong(model);
      if (version >= 0) {
        return ModelChoice.pinned(version);
      }
    } catch (NumberFormatException notANumber) {
      // said below
    }
    throw new UsageException(
        "--model '%s' is neither 'newest' nor a version; versions are whole numbers, in the header model-version of the topic of models (headwater tail)."
            .formatted(model));
  }

  /** Where to go on from, found before anything is made; null to begin anew. */
  private String checkpoint(HeadwaterConfig effective) {
    if (restore == null) {
      return null;
    }
    try {
      String from = Checkpoints.newest(restore);
      RestoreCheck.scoringProblem(from, effective)
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
