package io.headwater.cli;

import io.headwater.report.Report;
import io.headwater.report.Truth;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headwater report}. */
@Command(
    name = "report",
    description = {
      "Makes one page of finished replays, with its JSON beside it: data, losses, latents, graph,",
      "what the data support; of two or more runs side by side. The page needs nothing else and",
      "loads nothing. It names subjects as the run does."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  headwater report out/ --output report.html",
      "  headwater report seed-1/ seed-2/ --truth s1/truth --output seeds.html"
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", arity = "1..*", description = "Folders that 'replay' wrote.")
  List<Path> runs;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "The page, FILE.html; the JSON is FILE.json.")
  Path output;

  @Option(
      names = "--truth",
      paramLabel = "DIR",
      description =
          "Folder with the true latents and graph, as simulate writes it, to score against.")
  Path truth;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    ReportWriting.check(output);
    Report.check(runs);
    Optional<Truth> known = ReportWriting.truth(truth);
    ReportWriting.write(runs, known, output, spec.commandLine().getErr());
    spec.commandLine().getOut().println("The report is in " + output + ".");
    spec.commandLine().getOut().flush();
    return ExitCode.OK.code();
  }
}
