package io.headwater.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.headwater.discover.CovariateTable;
import io.headwater.discover.EstimatedLatents;
import io.headwater.discover.JoinedGraph;
import io.headwater.job.ReplayFolder;
import io.headwater.job.ReplaySummary;
import io.headwater.sensor.RecordingException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headwater discover}. */
@Command(
    name = "discover",
    description = {
      "Joins the latents of a replay and measured covariates (age, a laboratory value) into one",
      "causal graph by the PC algorithm, as far as conditional independences tell it: an edge",
      "without an arrow may point either way.",
      "",
      "Tests count independent rows, not windows: neighbouring windows of a subject resemble each",
      "other, and a covariate of the subject is one value however many windows there are."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  headwater replay --config noneeg.yaml --input recordings/ --output out/ --final-pass",
      "  headwater discover --replay out/ --covariates people.csv --uncaused age,sex"
    })
final class DiscoverCommand implements Callable<Integer> {
  @Option(
      names = {"-r", "--replay"},
      paramLabel = "DIR",
      required = true,
      description = "Folder that 'replay --final-pass' wrote.")
  Path replay;

  @Option(
      names = {"-c", "--covariates"},
      paramLabel = "FILE",
      required = true,
      description = {
        "CSV with a header: subject, numbers by any name, and window_start where they change from",
        "window to window. An empty cell is an unknown value."
      })
  Path covariates;

  @Option(
      names = "--alpha",
      paramLabel = "P",
      defaultValue = "0.01",
      description = "Level of the tests (default: ${DEFAULT-VALUE}); smaller finds fewer edges.")
  double alpha;

  @Option(
      names = "--uncaused",
      paramLabel = "NAME",
      split = ",",
      description = "Covariates that nothing else in the graph can cause, such as age.")
  List<String> uncaused = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Also write the graph as JSON.")
  Path output;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (!(alpha > 0 && alpha < 1)) {
      throw new UsageException("--alpha is %s; it must be between 0 and 1.".formatted(alpha));
    }
    CovariateTable table = CovariateTable.read(covariates);
    for (String name : uncaused) {
      if (!table.names().contains(name)) {
        throw new UsageException(
            "--uncaused names '%s'; %s has %s.".formatted(name, covariates, table.names()));
      }
    }
    ReplayFolder folder = new ReplayFolder(replay);
    EstimatedLatents latents = EstimatedLatents.read(folder.latentsAvro());
    JoinedGraph graph = join(latents, table, ReplaySummary.reading(folder.graphJson()));
    PrintWriter out = spec.commandLine().getOut();
    graph.lines().forEach(out::println);
    if (output != null) {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(output.toFile(), graph.json());
      out.println("The graph is in " + output + ".");
    }
    out.flush();
    return ExitCode.OK.code();
  }

  private JoinedGraph join(
      EstimatedLatents latents, CovariateTable table, Map<String, String> reading)
      throws RecordingException {
    try {
      return JoinedGraph.of(latents, table, uncaused, reading, alpha);
    } catch (IllegalArgumentException e) {
      throw new RecordingException(
          covariates, "does not go with " + replay + ": " + e.getMessage(), e);
    }
  }
}
