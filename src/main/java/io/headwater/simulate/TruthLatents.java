package io.headwater.simulate;

import io.headwater.graph.CausalGraph;
import io.headwater.graph.LatentNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes {@code truth/latents.csv}: header {@code subject,window_start,window_end,<latent ids…>},
 * one row per subject and window.
 */
public final class TruthLatents implements Closeable {
  private final CSVPrinter csv;
  private final long windowMicros;

  private TruthLatents(CSVPrinter csv, long windowMicros) {
    this.csv = csv;
    this.windowMicros = windowMicros;
  }

  /**
   * @param folder folder of the data; {@code truth} is made inside it
   * @param graph whose nodes the latents are, in order
   * @param window how long each row's latents held
   */
  public static TruthLatents open(Path folder, CausalGraph graph, Duration window)
      throws IOException {
    Path inside = Files.createDirectories(folder.resolve(TruthFiles.FOLDER));
    CSVPrinter csv = CsvText.open(inside.resolve("latents.csv"));
    List<String> header = new ArrayList<>(List.of("subject", "window_start", "window_end"));
    graph.nodes().stream().map(LatentNode::id).forEach(header::add);
    csv.printRecord(header);
    return new TruthLatents(csv, window.toNanos() / 1000);
  }

  public void add(String subject, long startMicros, double[] latents) throws IOException {
    csv.print(subject);
    csv.print(CsvText.time(startMicros));
    csv.print(CsvText.time(startMicros + windowMicros));
    for (double latent : latents) {
      csv.print(latent);
    }
    csv.println();
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
