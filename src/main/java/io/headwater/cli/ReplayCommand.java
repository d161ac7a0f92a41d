package io.headwater.cli;

import io.headwater.align.Arrival;
import io.headwater.config.HeadwaterConfig;
import io.headwater.job.RecordingInputs;
import io.headwater.job.ReplayFolder;
import io.headwater.job.ReplayJob;
import io.headwater.job.ReplaySummary;
import io.headwater.wire.kafka.KafkaInputs;
import io.headwater.wire.kafka.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.flink.api.connector.source.Source;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headwater replay}. */
@Command(
    name = "replay",
    description = {
      "Runs the same job over history, to its end: from recordings or from topics, into files.",
      "",
      "Writes latents.csv, latents.avro, prequential.csv, graph.json, graphs.avro, model.json,",
      "summary.json, rejected.csv and late.avro. Equal input gives equal files."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  headwater replay --config noneeg.yaml --input recordings/ --output out/ --final-pass",
      "  headwater replay --config ward.yaml --topics --output out/"
    })
final class ReplayCommand implements Callable<Integer> {
  @Mixin ConfigOption config;

  @ArgGroup(multiplicity = "1")
  Input from;

  static final class Input {
    @Option(
        names = {"-i", "--input"},
        paramLabel = "DIR",
        description = "Folder of recordings, read by the configuration's 'recordings'.")
    Path input;

    @Option(names = "--topics", description = "Everything that the sensor topics hold now.")
    boolean topics;
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      required = true,
      description = "Folder for the results.")
  Path output;

  @Option(
      names = "--final-pass",
      description = "Let latents.csv hold every window as the final model scores it.")
  boolean finalPass;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    HeadwaterConfig effective = config.load();
    PseudonymKey.check(effective);
    ReplayJob job =
        new ReplayJob(effective, source(effective), new ReplayFolder(output), finalPass);
    ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
    ReplaySummary summary = job.run(progress, progress::scoredAgain);
    progress.end();
    PrintWriter out = spec.commandLine().getOut();
    SummaryTable.print(summary, out);
    out.println("Results are in " + output + ".");
    out.flush();
    return ExitCode.OK.code();
  }

  private Source<Arrival, ?, ?> source(HeadwaterConfig effective) throws IOException {
    if (from.topics) {
      Topics.connect(effective).close(); // A broker that is not there is told before a job starts.
      return KafkaInputs.bounded(effective);
    }
    return RecordingInputs.source(from.input, effective);
  }
}
