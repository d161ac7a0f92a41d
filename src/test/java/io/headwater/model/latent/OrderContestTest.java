package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.headwater.model.TensorEngine;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Contests with real fits of a chain of single latents, whose order costs of sets get wrong. */
class OrderContestTest {
  private static final int ROWS = 3000;
  private static final int HELD_OUT = 1000;
  private static final int STEPS = 800;
  private static final double MISJUDGED = 0.004;

  @Test
  void withoutARivalNothingIsFitted() {
    OrderContest contest = new OrderContest(null, null, new boolean[3][3]);
    assertThat(contest.winner(search((m, given) -> 0, 3), null).rank()).containsExactly(0, 1, 2);
    OrderSearch far = search((m, given) -> m == 1 && (given & 1) == 1 ? -1 : 0, 3);
    assertThat(far.candidates(null)).hasSizeGreaterThan(1);
    assertThat(contest.winner(far, null).rank()).isEqualTo(far.candidates(null).get(0).rank());
    OrderSearch broken = search((m, given) -> Double.POSITIVE_INFINITY, 3);
    assertThat(contest.winner(broken, null).rank())
        .isEqualTo(broken.candidates(null).get(0).rank());
  }

  @Test
  void theWinnerAmongFiveClimbsToAnOrderThatWasNoCandidate() {
    SyntheticLatents truth =
        new SyntheticLatents(SyntheticLatents.Law.solvable(5, 1), /* seed= */ 3);
    int[] wrong = movedToTheEnd(movedToTheEnd(truth.rank(), 0), 1);
    OrderSearch search = search(preferring(wrong), 5);
    assertThat(search.candidates(null)).extracting(OrderSearch.Ordered::rank).contains(wrong);
    assertThat(search.candidates(null))
        .extracting(OrderSearch.Ordered::rank)
        .doesNotContain(truth.rank());
    CausalOrder winner = winner(truth, search, null);
    assertThat(winner.rank()).isEqualTo(truth.rank());
    int root = placed(truth, 0);
    int effect = placed(truth, 1);
    assertThat(search.order(truth.rank()).directionGap()[root][effect])
        .as("by sets the wrong order is cheaper")
        .isNegative();
    assertThat(winner.directionGap()[root][effect]).isPositive();
    assertThat(winner.directionGap()[effect][root]).isNaN();
  }

  @Test
  void aKnownOrderOfFiveIsHeardHoweverMuchItCostsBySets() {
    SyntheticLatents truth =
        new SyntheticLatents(SyntheticLatents.Law.solvable(5, 1), /* seed= */ 4);
    int[] wrong = truth.rank();
    Arrays.setAll(wrong, m -> 4 - truth.rank()[m]);
    assertThat(winner(truth, search(preferring(wrong), 5), truth.rank()).rank())
        .isEqualTo(truth.rank());
  }

  private static OrderSearch search(OrderSearch.SetCosts costs, int modalities) {
    return new OrderSearch(costs, GraphConstraints.none(), modalities);
  }

  /** All depend on each other, and what comes later in that order is a worse thing to be given. */
  private static OrderSearch.SetCosts preferring(int[] rank) {
    return (modality, given) -> {
      double cost = 0;
      for (int n = 0; n < rank.length; n++) {
        boolean isGiven = (given >> n & 1) == 1;
        cost += isGiven ? (rank[n] > rank[modality] ? MISJUDGED - 0.1 : -0.1) : 0;
      }
      return cost;
    };
  }

  private static int placed(SyntheticLatents truth, int place) {
    return IntStream.range(0, truth.modalities())
        .filter(m -> truth.rank()[m] == place)
        .findFirst()
        .orElseThrow();
  }

  /** The modality at that place goes to the last. */
  private static int[] movedToTheEnd(int[] rank, int place) {
    return Arrays.stream(rank)
        .map(at -> at == place ? rank.length - 1 : at > place ? at - 1 : at)
        .toArray();
  }

  private static CausalOrder winner(SyntheticLatents truth, OrderSearch search, int[] known) {
    int[] latents = new int[truth.modalities()];
    Arrays.fill(latents, 1);
    boolean[][] linked = new boolean[latents.length][latents.length];
    for (int m = 0; m < latents.length; m++) {
      Arrays.fill(linked[m], true);
      linked[m][m] = false;
    }
    try (NDManager manager = TensorEngine.newManager(Device.cpu());
        Lanes lanes = new Lanes(1)) {
      CodeSample train = codes(truth, ROWS, latents);
      CodeSample heldOut = codes(truth, HELD_OUT, latents);
      SolverSettings settings = SolverSettings.defaults(3).withSteps(STEPS);
      Fitting fitting =
          new Fitting(
              manager, lanes, train, train.rowsWithAny(), heldOut, heldOut.rowsWithAny(), settings);
      LatentNetwork linear =
          new LatentNetwork(
              new NetworkShape(latents, new int[latents.length], 0, 8, settings.priorHidden()));
      return new OrderContest(fitting, linear, linked).winner(search, known);
    }
  }

  private static CodeSample codes(SyntheticLatents truth, int rows, int[] latents) {
    double[][] sample = truth.sample(rows);
    float[][] codes = new float[latents.length][rows];
    for (int r = 0; r < rows; r++) {
      for (int m = 0; m < latents.length; m++) {
        codes[m][r] = (float) sample[r][m];
      }
    }
    return CodeSample.complete(rows, latents, new int[latents.length], codes);
  }
}
