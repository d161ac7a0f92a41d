package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.model.latent.GraphConstraints.Link;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderSearchTest {
  /** Every modality given to another spares it 1, and given to its effect in the chain 2. */
  private static double chain(int modality, int given) {
    return modality > 0 && (given >> modality - 1 & 1) == 1 ? -2 : given == 0 ? 0 : -1;
  }

  /** Being given a modality that comes later costs; so one order costs nothing. */
  private static OrderSearch.SetCosts hiddenOrder(int[] rank) {
    return (modality, given) -> {
      double cost = 0;
      for (int n = 0; n < rank.length; n++) {
        cost += (given >> n & 1) == 1 && rank[n] > rank[modality] ? 1 + 0.1 * n : 0;
      }
      return cost;
    };
  }

  private static CausalOrder best(OrderSearch search, int[] known) {
    return search.order(search.candidates(known).get(0).rank());
  }

  @Test
  void findsTheOrderInWhichEveryModalityCostsLeast() {
    int[] hidden = {3, 0, 4, 1, 2};
    CausalOrder order =
        best(new OrderSearch(hiddenOrder(hidden), GraphConstraints.none(), 5), null);
    assertThat(order.rank()).containsExactly(hidden);
    assertThat(order.heldOutNll()).isZero();
  }

  @Test
  void findsItBeyondTheExactSearchToo() {
    int[] hidden = {3, 0, 4, 1, 2, 9, 8, 7, 5, 6};
    CausalOrder order =
        best(new OrderSearch(hiddenOrder(hidden), GraphConstraints.none(), 10), null);
    assertThat(order.rank()).containsExactly(hidden);
  }

  @Test
  void aGapIsWhatTheBestOrderTheOtherWayRoundCostsMore() {
    CausalOrder order =
        best(new OrderSearch(OrderSearchTest::chain, GraphConstraints.none(), 3), null);
    assertThat(order.rank()).containsExactly(0, 1, 2);
    // With 1 before 0 the best is 1 2 0 (or 1 0 2), which loses one link of the chain.
    assertThat(order.directionGap()[0][1]).isEqualTo(1, within(1e-12));
    assertThat(order.directionGap()[1][0]).isNaN();
  }

  @Test
  void eachDependenceTheOtherWayRoundIsACandidateOnce() {
    OrderSearch search = new OrderSearch(OrderSearchTest::chain, GraphConstraints.none(), 3);
    List<OrderSearch.Ordered> candidates = search.candidates(null);
    assertThat(candidates.get(0).rank()).containsExactly(0, 1, 2);
    assertThat(candidates).extracting(OrderSearch.Ordered::cost).isSorted();
    assertThat(candidates).anyMatch(o -> o.rank()[1] < o.rank()[0]);
    assertThat(candidates).anyMatch(o -> o.rank()[2] < o.rank()[1]);
    assertThat(candidates.stream().map(o -> Arrays.toString(o.rank()))).doesNotHaveDuplicates();
  }

  @Test
  void whatDoesNotDependIsNotTurnedRound() {
    OrderSearch.SetCosts apart = (m, given) -> 0;
    assertThat(new OrderSearch(apart, GraphConstraints.none(), 4).candidates(null)).hasSize(1);
  }

  @Test
  void neighboursMoveOneOfTwoThatDependPastTheOther() {
    OrderSearch search = new OrderSearch(OrderSearchTest::chain, GraphConstraints.none(), 3);
    assertThat(search.neighbours(new int[] {0, 1, 2}).stream().map(o -> Arrays.toString(o.rank())))
        .containsExactlyInAnyOrder("[1, 0, 2]", "[0, 2, 1]");
    assertThat(search.neighbours(new int[] {0, 1, 2}))
        .extracting(OrderSearch.Ordered::cost)
        .isSorted();
    OrderSearch.SetCosts ends = (m, given) -> m == 3 && (given & 1) == 1 ? -1 : 0;
    assertThat(
            new OrderSearch(ends, GraphConstraints.none(), 4)
                .neighbours(new int[] {0, 1, 2, 3}).stream().map(o -> Arrays.toString(o.rank())))
        .as("the cause right after its effect, the effect right before its cause")
        .containsExactlyInAnyOrder("[3, 0, 1, 2]", "[1, 2, 3, 0]");
  }

  @Test
  void constraintsRefuseNeighboursToo() {
    GraphConstraints required = new GraphConstraints(List.of(), List.of(), List.of(new Link(0, 1)));
    assertThat(new OrderSearch(OrderSearchTest::chain, required, 2).neighbours(new int[] {0, 1}))
        .isEmpty();
  }

  @Test
  void aKnownOrderIsACandidateUnlessRefused() {
    OrderSearch.SetCosts slight = (m, given) -> m == 0 && given == 2 ? -0.02 : 0;
    int[] known = {0, 1};
    assertThat(new OrderSearch(slight, GraphConstraints.none(), 2).candidates(known))
        .extracting(OrderSearch.Ordered::rank)
        .containsExactly(new int[] {1, 0}, known);
    GraphConstraints refusing = new GraphConstraints(List.of(), List.of(), List.of(new Link(1, 0)));
    assertThat(new OrderSearch(slight, refusing, 2).candidates(known)).hasSize(1);
  }

  @Test
  void constraintsAreHeededWhateverTheyCost() {
    int[] hidden = {0, 1, 2};
    GraphConstraints required = new GraphConstraints(List.of(), List.of(), List.of(new Link(2, 0)));
    CausalOrder order =
        best(new OrderSearch(hiddenOrder(hidden), required, 3), new int[] {0, 1, 2});
    assertThat(order.rank()[2]).isLessThan(order.rank()[0]);
    assertThat(order.directionGap()[2][0]).isNaN();
  }
}
