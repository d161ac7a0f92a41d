package io.headwater.estimator.partial;

import io.headwater.estimator.WindowEstimate;
import io.headwater.evaluate.Correlation;
import io.headwater.evaluate.GraphComparison;
import io.headwater.evaluate.GraphComparison.Edge;
import io.headwater.graph.Assignment;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.FindingStatus;
import io.headwater.graph.LatentNode;
import io.headwater.model.sharing.PullSchedule;
import io.headwater.simulate.views.ViewSets;
import io.headwater.simulate.views.ViewsPreset;
import io.headwater.simulate.views.ViewsSettings;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How far edges between blocks are right, as the estimator publishes them. A block is a set of
 * modalities with the latents that exactly these contain. True links between a modality's own
 * latents and shared ones that it contains are not looked for and count on neither side.
 *
 * <pre>
 * java -cp ... io.headwater.estimator.partial.SharedEdgesStudy CASE[,CASE] FIRST_SEED SEEDS [REPLICAS STEPS]
 * </pre>
 */
public final class SharedEdgesStudy {
  private static final int TRAIN = 4096;
  private static final int HELD_OUT = 1024;

  /** One setting. */
  enum Case {
    LINKED("LINKED: shared causes specific, 2 links", ViewSets.PAIRS, 0, 6, 2, 5),
    CHAIN("shared causes shared and specific, 3 links", ViewSets.PAIRS, 0, 2, 0, 6, 2, 5),
    MORE("all overlap, 4 links", ViewSets.THREE, 0, 6, 1, 4, 3, 5, 5, 7),
    REVERSED(
        "REVERSED: specific causes shared, forbidden by the mask",
        ViewSets.PAIRS_SHARED_LAST,
        0,
        4,
        1,
        5),
    ALLOWED("the same with `specific-causes: allowed`", REVERSED.sets, 0, 4, 1, 5),
    DENSE("DENSE: every latent causes all later ones", ViewSets.THREE),
    UNLINKED("no link", ViewSets.PAIRS),
    THREE("THREE: random sets, no link", null);

    private final String words;
    private final List<List<Integer>> sets;
    private final List<ViewsSettings.Link> links = new ArrayList<>();

    Case(String words, List<List<Integer>> sets, int... ends) {
      this.words = words;
      this.sets = sets;
      for (int i = 0; i < ends.length; i += 2) {
        links.add(new ViewsSettings.Link(ends[i], ends[i + 1], 0.6));
      }
    }

    ViewsSettings settings(long seed) {
      return switch (this) {
        case DENSE -> ViewsPreset.DENSE.settings(seed);
        case THREE -> ViewsPreset.THREE.settings(seed);
        default -> ViewsSettings.of(sets, seed).withLinks(links);
      };
    }

    PartialSettings settings(int replicas, int steps) {
      return PartialSettings.defaults()
          .withSolve(replicas, steps)
          .withSettlingSteps(1000)
          .withPull(new PullSchedule(200, 300, PartialSettings.DEFAULT_WEIGHT))
          .withSpecificMayCause(this == ALLOWED);
    }
  }

  /**
   * What one seed gave.
   *
   * @param blocks edges between blocks
   * @param latents the same between latents, matched one to one
   * @param possible pairs of blocks that an edge may join
   * @param true edges between these
   * @param exact whether the membership is right
   * @param doubted whether the report says that specific latents cause shared ones
   */
  record Outcome(
      GraphComparison blocks,
      GraphComparison latents,
      int possible,
      int truth,
      boolean exact,
      boolean doubted,
      double seconds) {}

  private SharedEdgesStudy() {}

  /** Runs cases over seeds. */
  public static void main(String[] args) {
    long first = Long.parseLong(args[1]);
    int seeds = Integer.parseInt(args[2]);
    int replicas = args.length > 3 ? Integer.parseInt(args[3]) : PartialSettings.DEFAULT_REPLICAS;
    int steps = args.length > 3 ? Integer.parseInt(args[4]) : PartialSettings.DEFAULT_REFIT_STEPS;
    System.out.println(
        "| case | true edges | SHD of blocks by seed | mean | empty | full | precision | recall | reversed | extra | SHD of latents | membership exact | direction doubted | seconds |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (String name : args[0].split(",")) {
      Case which = Case.valueOf(name.toUpperCase(Locale.ROOT));
      List<Outcome> outcomes = new ArrayList<>();
      for (long seed = first; seed < first + seeds; seed++) {
        outcomes.add(run(which, seed, which.settings(replicas, steps)));
      }
      print(which, outcomes);
    }
  }

  static Outcome run(Case which, long seed, PartialSettings settings) {
    long start = System.nanoTime();
    ViewsSettings plan = which.settings(seed);
    SharedViews views = SharedViews.draw(TRAIN + HELD_OUT, plan);
    List<AlignedWindow> train = views.windows().subList(0, TRAIN);
    List<AlignedWindow> heldOut = views.windows().subList(TRAIN, TRAIN + HELD_OUT);
    try (PartialEstimator learner = PartialEstimator.create(views.shapes(), settings, seed, -1)) {
      learner.observe(train);
      learner.refit(train, heldOut);
      CausalGraph graph = learner.graph();
      boolean doubted =
          learner.report().findings().stream()
              .anyMatch(
                  f ->
                      f.condition().equals(DirectionCondition.NAME)
                          && f.status() == FindingStatus.REFUTED);
      return score(
          views,
          plan.links(),
          graph,
          learner.infer(heldOut),
          doubted,
          (System.nanoTime() - start) / 1e9);
    }
  }

  private static Outcome score(
      SharedViews views,
      List<ViewsSettings.Link> links,
      CausalGraph graph,
      List<WindowEstimate> estimates,
      boolean doubted,
      double seconds) {
    List<LatentNode> carriers = carriers(graph);
    int latents = views.z()[0].length;
    double[][] strength = new double[carriers.size()][latents];
    for (int c = 0; c < carriers.size(); c++) {
      LatentNode node = carriers.get(c);
      int m = Integer.parseInt(node.modality().substring(1));
      double[] values =
          estimates.stream()
              .mapToDouble(e -> e.modalities().get(m).mean()[node.component()])
              .toArray();
      for (int l = 0; l < latents; l++) {
        double[] z = new double[HELD_OUT];
        for (int r = 0; r < HELD_OUT; r++) {
          z[r] = views.z()[TRAIN + r][l];
        }
        strength[c][l] = Math.abs(Correlation.SPEARMAN.between(values, z));
      }
    }
    int[] assigned = Assignment.strongest(strength);
    String[] trueBlock = new String[latents];
    for (int l = 0; l < latents; l++) {
      Set<String> in = new TreeSet<>();
      for (int m = 0; m < views.sets().length; m++) {
        int latent = l;
        if (Arrays.stream(views.sets()[m]).anyMatch(i -> i == latent)) {
          in.add("m" + m);
        }
      }
      trueBlock[l] = String.join("+", in);
    }
    Map<String, String> blockOf = new HashMap<>();
    Map<String, String> latentOf = new HashMap<>();
    boolean exact =
        carriers.size() == (int) Arrays.stream(trueBlock).filter(b -> !b.isEmpty()).count();
    for (int c = 0; c < carriers.size(); c++) {
      LatentNode node = carriers.get(c);
      Set<String> in = new TreeSet<>(Set.of(node.modality()));
      node.sharedWith().forEach(id -> in.add(id.substring(0, id.indexOf('.'))));
      blockOf.put(node.id(), String.join("+", in));
      boolean none = assigned[c] == Assignment.NONE;
      latentOf.put(node.id(), none ? node.id() : "z" + assigned[c]);
      exact &= !none && trueBlock[assigned[c]].equals(blockOf.get(node.id()));
    }
    Set<Edge> blocks = new LinkedHashSet<>();
    Set<Edge> single = new LinkedHashSet<>();
    for (CausalEdge edge : graph.selectedEdges()) {
      String from = blockOf.get(edge.source());
      String to = blockOf.get(edge.target());
      if (joinable(from, to)) {
        blocks.add(new Edge(from, to));
        single.add(new Edge(latentOf.get(edge.source()), latentOf.get(edge.target())));
      }
    }
    Set<Edge> trueBlocks = new LinkedHashSet<>();
    Set<Edge> trueSingle = new LinkedHashSet<>();
    for (ViewsSettings.Link link : links) {
      if (joinable(trueBlock[link.cause()], trueBlock[link.effect()])) {
        trueBlocks.add(new Edge(trueBlock[link.cause()], trueBlock[link.effect()]));
        trueSingle.add(new Edge("z" + link.cause(), "z" + link.effect()));
      }
    }
    List<String> kinds = Arrays.stream(trueBlock).filter(b -> !b.isEmpty()).distinct().toList();
    int possible = 0;
    for (int a = 0; a < kinds.size(); a++) {
      for (int b = a + 1; b < kinds.size(); b++) {
        possible += joinable(kinds.get(a), kinds.get(b)) ? 1 : 0;
      }
    }
    return new Outcome(
        GraphComparison.of(trueBlocks, blocks),
        GraphComparison.of(trueSingle, single),
        possible,
        trueBlocks.size(),
        exact,
        doubted,
        seconds);
  }

  /** Nodes that carry edges: of each latent the first. */
  private static List<LatentNode> carriers(CausalGraph graph) {
    Set<String> seen = new LinkedHashSet<>();
    List<LatentNode> carriers = new ArrayList<>();
    for (LatentNode node : graph.nodes()) {
      if (node.sharedWith().stream().noneMatch(seen::contains)) {
        carriers.add(node);
      }
      seen.add(node.id());
    }
    return carriers;
  }

  /** Whether an edge between two blocks is looked for. */
  private static boolean joinable(String first, String second) {
    Set<String> a = Set.of(first.split("\\+"));
    Set<String> b = Set.of(second.split("\\+"));
    boolean given =
        a.size() == 1 && b.containsAll(a) || b.size() == 1 && a.containsAll(b) || a.equals(b);
    return !given;
  }

  private static void print(Case which, List<Outcome> outcomes) {
    int found = outcomes.stream().mapToInt(o -> o.blocks().found().size()).sum();
    int reversed = outcomes.stream().mapToInt(o -> o.blocks().reversed().size()).sum();
    int extra = outcomes.stream().mapToInt(o -> o.blocks().extra().size()).sum();
    int truth = outcomes.stream().mapToInt(Outcome::truth).sum();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %s | %.2f | %.1f | %.1f | %.2f | %.2f | %d | %d | %.2f | %.2f | %.2f | %.0f |%n",
        which.words,
        truth / (double) outcomes.size(),
        outcomes.stream()
            .map(o -> Integer.toString(o.blocks().shd()))
            .collect(Collectors.joining(" ")),
        outcomes.stream().mapToInt(o -> o.blocks().shd()).average().orElseThrow(),
        truth / (double) outcomes.size(),
        outcomes.stream().mapToInt(o -> o.possible() - o.truth()).average().orElseThrow(),
        found / (double) (found + reversed + extra),
        found / (double) truth,
        reversed,
        extra,
        outcomes.stream().mapToInt(o -> o.latents().shd()).average().orElseThrow(),
        outcomes.stream().mapToDouble(o -> o.exact() ? 1 : 0).average().orElseThrow(),
        outcomes.stream().mapToDouble(o -> o.doubted() ? 1 : 0).average().orElseThrow(),
        outcomes.stream().mapToDouble(Outcome::seconds).average().orElseThrow());
  }
}
