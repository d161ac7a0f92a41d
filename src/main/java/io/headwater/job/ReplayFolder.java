package io.headwater.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The output folder of a replay; others script against these names.
 *
 * @param root the folder
 */
public record ReplayFolder(Path root) {
  public Path latentsCsv() {
    return root.resolve("latents.csv");
  }

  public Path latentsAvro() {
    return root.resolve("latents.avro");
  }

  public Path prequentialCsv() {
    return root.resolve("prequential.csv");
  }

  public Path graphJson() {
    return root.resolve("graph.json");
  }

  public Path graphsAvro() {
    return root.resolve("graphs.avro");
  }

  /** The last model: where its state lies and how to check it. */
  public Path modelJson() {
    return root.resolve("model.json");
  }

  public Path summaryJson() {
    return root.resolve("summary.json");
  }

  public Path lateAvro() {
    return root.resolve("late.avro");
  }

  public Path rejectedCsv() {
    return root.resolve("rejected.csv");
  }

  /** Aligned windows in learning order; removed when the replay has ended. */
  public Path windowSpool() {
    return root.resolve(".windows");
  }

  /** Where model states go. */
  public Path models() {
    return root.resolve("models");
  }

  /** Makes the folder, and removes what an earlier replay left under these names. */
  public void prepare() throws IOException {
    Files.createDirectories(root);
    for (Path old :
        new Path[] {
          latentsCsv(),
          latentsAvro(),
          prequentialCsv(),
          graphJson(),
          graphsAvro(),
          modelJson(),
          summaryJson(),
          lateAvro(),
          rejectedCsv(),
          windowSpool(),
          root.resolve("run.json"),
          root.resolve("report.html"),
          root.resolve("report.json")
        }) {
      Files.deleteIfExists(old);
    }
  }
}
