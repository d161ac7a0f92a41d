package io.headwater.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.LatentNode;
import io.headwater.simulate.SimulatedRow;
import io.headwater.simulate.SimulatedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files of a replay with given estimates, as far as scoring reads them. */
record WrittenReplay(Path folder, SimulatedRows data) {

  static List<LatentNode> nodes(String block, int count) {
    return IntStream.range(0, count).mapToObj(k -> LatentNode.of(block, k)).toList();
  }

  Path latents(List<String> columns, Function<SimulatedRow, double[]> estimate) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("subject,window_start," + String.join(",", columns));
    for (int r = 0; r < data.rows(); r++) {
      SimulatedRow row = data.row(r);
      lines.add(
          "%s,%s,%s"
              .formatted(
                  row.subject(),
                  Instant.EPOCH.plus(row.startMicros(), ChronoUnit.MICROS),
                  Arrays.stream(estimate.apply(row))
                      .mapToObj(String::valueOf)
                      .collect(Collectors.joining(","))));
    }
    return Files.write(folder.resolve("latents.csv"), lines);
  }

  /** The graph read back, with the same verdict for every block. */
  LearnedGraph graph(
      List<String> blocks, List<LatentNode> nodes, List<CausalEdge> edges, String verdict)
      throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "nodes",
        nodes.stream()
            .map(
                n ->
                    Map.of(
                        "id", n.id(),
                        "modality", n.modality(),
                        "component", n.component(),
                        "shared_with", n.sharedWith()))
            .toList());
    json.put(
        "edges",
        edges.stream()
            .map(e -> Map.of("source", e.source(), "target", e.target(), "selected", true))
            .toList());
    json.put("reading", blocks.stream().collect(Collectors.toMap(b -> b, b -> verdict)));
    Path file = folder.resolve("graph.json");
    new ObjectMapper().writeValue(file.toFile(), json);
    return LearnedGraph.read(file, blocks);
  }
}
