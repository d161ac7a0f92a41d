package io.headwater.config;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jgrapht.Graph;
import org.jgrapht.GraphPath;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;

/** What is declared about the causal graph: known names, and no contradictions. */
final class GraphCheck {
  private static final String PATH = "estimator.graph";
  private static final String REQUIRED = PATH + ".required";
  private static final String FORBIDDEN = PATH + ".forbidden";

  private final GraphConfig graph;
  private final List<String> modalities;
  private final Problems problems;

  /** Who is said to precede whom so far. */
  private final Graph<String, DefaultEdge> precedence =
      new SimpleDirectedGraph<>(DefaultEdge.class);

  GraphCheck(HeadwaterConfig config, Problems problems) {
    this.graph = config.estimator().graph();
    this.modalities =
        config.modalities().stream()
            .map(ModalityConfig::name)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    this.problems = problems;
  }

  void run() {
    if (graph == null) {
      return;
    }
    if (graph.cycles() == GraphConfig.Cycles.ALLOWED
        && !(graph.order().isEmpty() && graph.required().isEmpty())) {
      problems.add(
          PATH + ".cycles",
          "where cycles are allowed nothing precedes anything; remove the order and the required links, or exclude cycles.");
    }
    modalities.forEach(precedence::addVertex);
    order();
    links(FORBIDDEN, graph.forbidden());
    if (links(REQUIRED, graph.required())) {
      contradictions();
    }
  }

  private void order() {
    String path = PATH + ".order";
    List<String> order = graph.order();
    if (order.size() == 1) {
      problems.add(
          path,
          "names '%s' alone; name two modalities or more, causes first, or remove it."
              .formatted(order.get(0)));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < order.size(); i++) {
      String at = path + "[" + i + "]";
      if (!seen.add(order.get(i))) {
        problems.add(at, "'%s' appears twice; name each modality once.".formatted(order.get(i)));
      } else if (known(at, order.get(i)) && i > 0 && modalities.contains(order.get(i - 1))) {
        precedence.addEdge(order.get(i - 1), order.get(i));
      }
    }
  }

  /** Whether every link is between two declared modalities. */
  private boolean links(String path, List<LinkConfig> links) {
    boolean sound = true;
    for (int i = 0; i < links.size(); i++) {
      String at = path + "[" + i + "]";
      LinkConfig link = links.get(i);
      boolean named = end(at + ".from", link.from()) & end(at + ".to", link.to());
      if (named && link.from().equals(link.to())) {
        problems.add(
            at,
            "leads from '%s' to itself, and only edges between modalities can be declared; name two modalities."
                .formatted(link.from()));
      } else if (links.indexOf(link) < i) {
        problems.add(at, "says the same as %s[%d]; keep one.".formatted(path, links.indexOf(link)));
      }
      sound &= named && !link.from().equals(link.to());
    }
    return sound;
  }

  private boolean end(String path, String name) {
    if (name == null) {
      problems.add(path, "is missing; a link needs both, such as {from: wrist, to: oximeter}.");
      return false;
    }
    return known(path, name);
  }

  private boolean known(String path, String name) {
    boolean known = modalities.contains(name);
    if (!known) {
      problems.add(path, Nearest.sentence(name, "a declared modality", modalities));
    }
    return known;
  }

  private void contradictions() {
    for (int i = 0; i < graph.required().size(); i++) {
      LinkConfig link = graph.required().get(i);
      String at = REQUIRED + "[" + i + "]";
      int forbidden = graph.forbidden().indexOf(link);
      GraphPath<String, DefaultEdge> back =
          BFSShortestPath.findPathBetween(precedence, link.to(), link.from());
      if (forbidden >= 0) {
        problems.add(
            at,
            "'%s' to '%s' is forbidden too, by %s[%d]; remove one."
                .formatted(link.from(), link.to(), FORBIDDEN, forbidden));
      } else if (back != null) {
        problems.add(
            at,
            "'%s' cannot precede '%s', because the order and the required links before it say %s; remove one."
                .formatted(
                    link.from(),
                    link.to(),
                    back.getVertexList().stream().collect(Collectors.joining(" before "))));
      } else {
        precedence.addEdge(link.from(), link.to());
      }
    }
  }
}
