package io.headwater.cli;

import io.headwater.align.Arrival;
import io.headwater.config.ConfigFingerprint;
import io.headwater.config.ConfigPrinter;
import io.headwater.config.HeadwaterConfig;
import io.headwater.job.RecordingInputs;
import io.headwater.job.ReplayFolder;
import io.headwater.job.ReplayJob;
import io.headwater.job.ReplaySummary;
import io.headwater.report.RunNote;
import io.headwater.report.Truth;
import io.headwater.wire.kafka.KafkaInputs;
import io.headwater.wire.kafka.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
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
      "summary.json, run.json, rejected.csv and late.avro. Equal input and configuration give equal",
      "latents.csv, prequential.csv and graph.json; other files hold times, paths or random marks."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  headwater replay --config noneeg.yaml --input recordings/ --output out/ --final-pass",
      "  headwater replay --config ward.yaml --topics --output out/",
      "  headwater replay --config s1/scenario.yaml --input s1/ --output out/ --final-pass --report --truth s1/truth"
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

  @Option(
      names = "--report",
      description = "Also write report.html, one page about the run, and report.json.")
  boolean report;

  @Option(
      names = "--truth",
      paramLabel = "DIR",
      description =
          "With --report: true latents and graph as simulate writes them. Read after the run alone.")
  Path truth;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (truth != null && !report) {
      throw new UsageException("--truth is for the report; give --report, too.");
    }
    HeadwaterConfig effective = config.load();
    PseudonymKey.check(effective);
    Optional<Truth> known = ReportWriting.truth(truth);
    String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    ReplayJob job =
        new ReplayJob(effective, source(effective), new ReplayFolder(output), finalPass);
    ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
    ReplaySummary summary = job.run(progress, progress::scoredAgain);
    progress.end();
    note(effective, started).write(output);
    if (report) {
      ReportWriting.write(
          List.of(output), known, output.resolve("report.html"), spec.commandLine().getErr());
    }
    PrintWriter out = spec.commandLine().getOut();
    SummaryTable.print(summary, out);
    out.println("Results are in " + output + ".");
    out.flush();
    return ExitCode.OK.code();
  }

  /** What is needed to make the run again. */
  private RunNote note(HeadwaterConfig effective, String started) {
    return new RunNote(
        CommandWords.of(spec.commandLine().getParent().getParseResult().originalArgs(), effective),
        started,
        Versions.all(),
        ConfigFingerprint.of(effective),
        effective.seed(),
        effective.learning().heldOutEvery(),
        effective.learning().learnFirst(),
        effective.learning().heldOutSubjects(),
        ConfigPrinter.print(effective));
  }

  private Source<Arrival, ?, ?> source(HeadwaterConfig effective) throws IOException {
    if (from.topics) {
      Topics.connect(effective).close(); // A broker that is not there is told before a job starts.
      return KafkaInputs.bounded(effective);
    }
    return RecordingInputs.source(from.input, effective);
  }
}
