package io.headwater.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.WindowEstimate;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.graph.LatentNode;
import io.headwater.learn.GraphRecord;
import io.headwater.learn.LatentRecord;
import io.headwater.wire.AvroFiles;
import io.headwater.wire.files.RecordWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Folders as {@code replay} leaves them, with windows and graphs of one's choice. */
public final class RunFolder {
  /** Microseconds of a window. */
  public static final long WINDOW = 30_000_000;

  private RunFolder() {}

  /** Writes windows one by one, each with its loss; returns the folder. */
  public static Path write(
      Path folder,
      Stream<LatentRecord> windows,
      List<GraphRecord> graphs,
      Map<String, Object> summary)
      throws IOException {
    Files.createDirectories(folder);
    try (RecordWriter<LatentRecord> latents = AvroFiles.latents(folder.resolve("latents.avro"));
        Writer losses = Files.newBufferedWriter(folder.resolve("prequential.csv"))) {
      losses.write(
          "subject,window_start,window_end,model_version,loss,mean_predictor_loss,untrained_loss,cross_loss\n");
      for (Iterator<LatentRecord> each = windows.iterator(); each.hasNext(); ) {
        LatentRecord window = each.next();
        latents.write(window);
        losses.write(
            "s,%s,%s,%d,%s,1,2,\n"
                .formatted(
                    time(window.windowStart()),
                    time(window.windowEnd()),
                    window.modelVersion(),
                    window.estimate().loss()));
      }
    }
    try (RecordWriter<GraphRecord> out = AvroFiles.graphs(folder.resolve("graphs.avro"))) {
      for (GraphRecord graph : graphs) {
        out.write(graph);
      }
    }
    new ObjectMapper().writeValue(folder.resolve("summary.json").toFile(), summary);
    return folder;
  }

  /** A window by its number in its subject's time. */
  public static LatentRecord window(
      String subject, long number, double loss, List<ModalityEstimate> modalities) {
    return new LatentRecord(
        subject,
        number * WINDOW,
        (number + 1) * WINDOW,
        1,
        new WindowEstimate(modalities, loss, 1, 1),
        List.of());
  }

  public static ModalityEstimate estimate(String modality, boolean present, double... means) {
    float[] mean = new float[means.length];
    float[] deviation = new float[means.length];
    for (int k = 0; k < means.length; k++) {
      mean[k] = (float) means[k];
      deviation[k] = .1f;
    }
    float[] none = {};
    return new ModalityEstimate(modality, present, mean, deviation, none, none);
  }

  /** A graph without findings. */
  public static GraphRecord graph(long windows, List<LatentNode> nodes, List<CausalEdge> edges) {
    return new GraphRecord(
        windows,
        windows * WINDOW,
        windows,
        windows,
        new CausalGraph(nodes, edges),
        new IdentifiabilityReport(List.of(), List.of()),
        GraphRecord.NO_DRIFT);
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
