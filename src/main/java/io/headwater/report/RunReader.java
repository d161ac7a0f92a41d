package io.headwater.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.graph.LatentNode;
import io.headwater.learn.GraphRecord;
import io.headwater.report.RunReport.Reading;
import io.headwater.report.RunReport.Support;
import io.headwater.sensor.RecordingException;
import io.headwater.wire.AvroFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads one finished run: two passes over its windows, two over its losses. */
final class RunReader {
  private static final String LATENTS = "latents.avro";
  private static final List<String> NEEDED =
      List.of("summary.json", LATENTS, "prequential.csv", "graphs.avro");

  private final Path folder;
  private final Consumer<String> progress;

  /**
   * @param folder as {@code replay} left it
   * @param progress told in words what is being read
   */
  RunReader(Path folder, Consumer<String> progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /** Fails where a file of a finished run is missing. */
  static void check(Path folder) throws IOException {
    for (String name : NEEDED) {
      if (!Files.isReadable(folder.resolve(name))) {
        throw new RecordingException(
            folder.resolve(name),
            "cannot be read; a report is made of folders that 'replay' has finished.");
      }
    }
  }

  /** Another pass, for what is compared between runs. */
  static LatentSample sample(Path folder) throws IOException {
    return LatentSample.read(folder.resolve(LATENTS));
  }

  RunReport read(String name, Optional<Truth> truth) throws IOException {
    Map<String, Object> summary =
        new ObjectMapper()
            .readValue(folder.resolve("summary.json").toFile(), new TypeReference<>() {});
    Optional<RunNote> note = RunNote.read(folder);
    progress.accept(name + ": graphs");
    GraphHistory.Builder graphs = new GraphHistory.Builder();
    AvroFiles.readGraphs(folder.resolve("graphs.avro"), graphs::add);
    WindowTally tally = new WindowTally(modalities(summary));
    LatentTracks.Builder tracks = new LatentTracks.Builder();
    WindowSample sample = new WindowSample(note.map(RunNote::learning));
    progress.accept(name + ": windows");
    Path latents = folder.resolve(LATENTS);
    AvroFiles.readLatents(
        latents,
        window -> {
          tally.add(window);
          tracks.add(window);
          sample.count(window);
        });
    if (tally.windows() == 0 || graphs.last() == null) {
      throw new RecordingException(latents, "holds no window, or no graph was learned from any.");
    }
    tally.longest(LatentTracks.SUBJECTS).forEach(s -> tracks.follow(s, tally.span(s)));
    progress.accept("%s: %,d windows, second pass".formatted(name, tally.windows()));
    AvroFiles.readLatents(
        latents,
        window -> {
          tally.place(window);
          tracks.place(window);
          if (truth.isPresent()) {
            sample.gather(window);
          }
        });
    progress.accept(name + ": losses");
    Path losses = folder.resolve("prequential.csv");
    GraphRecord last = graphs.last();
    return new RunReport(
        name,
        summary,
        note,
        tally.result(),
        LossCurve.read(losses),
        tracks.result(Boolean.TRUE.equals(summary.get("final_pass"))),
        graphs.result(),
        support(last.graph(), last.report()),
        truth.isPresent()
            ? Optional.of(scored(name, sample, truth.get(), last.graph()))
            : Optional.empty());
  }

  private TruthScore scored(String name, WindowSample sample, Truth truth, CausalGraph graph)
      throws IOException {
    progress.accept(name + ": scores against the truth");
    return TruthScoring.score(truth, sample, graph);
  }

  /** Those that input was counted of; all where the run does not say. */
  private static Predicate<String> modalities(Map<String, Object> summary) {
    return summary.get("chunks") instanceof Map<?, ?> chunks ? chunks::containsKey : name -> true;
  }

  private static Support support(CausalGraph graph, IdentifiabilityReport report) {
    List<Reading> readings =
        Stream.concat(
                graph.nodes().stream().map(LatentNode::modality),
                report.findings().stream()
                    .filter(f -> f.condition().equals(IdentifiabilityReport.SUMMARY))
                    .map(ConditionFinding::scope)) // blocks that have no nodes
            .distinct()
            .map(m -> new Reading(m, report.verdict(m), words(report, m)))
            .toList();
    return new Support(readings, report.findings(), report.assumptions());
  }

  private static String words(IdentifiabilityReport report, String modality) {
    return report
        .summary(modality)
        .map(f -> f.consequence().replaceFirst("^[A-Z_]+: ", ""))
        .orElse("the report does not say");
  }
}
