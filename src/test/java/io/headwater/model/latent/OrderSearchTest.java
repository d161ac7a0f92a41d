package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.model.latent.GraphConstraints.Link;
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

  @Test
  void findsTheOrderInWhichEveryModalityCostsLeast() {
    int[] hidden = {3, 0, 4, 1, 2};
    CausalOrder order = new OrderSearch(hiddenOrder(hidden), GraphConstraints.none(), 5).find(null);
    assertThat(order.rank()).containsExactly(hidden);
    assertThat(order.heldOutNll()).isZero();
  }

  @Test
  void findsItBeyondTheExactSearchToo() {
    int[] hidden = {3, 0, 4, 1, 2, 9, 8, 7, 5, 6};
    CausalOrder order =
        new OrderSearch(hiddenOrder(hidden), GraphConstraints.none(), 10).find(null);
    assertThat(order.rank()).containsExactly(hidden);
  }

  @Test
  void aGapIsWhatTheBestOrderTheOtherWayRoundCostsMore() {
    CausalOrder order =
        new OrderSearch(OrderSearchTest::chain, GraphConstraints.none(), 3).find(null);
    assertThat(order.rank()).containsExactly(0, 1, 2);
    // With 1 before 0 the best is 1 2 0 (or 1 0 2), which loses one link of the chain.
    assertThat(order.directionGap()[0][1]).isEqualTo(1, within(1e-12));
    assertThat(order.directionGap()[1][0]).isNaN();
  }

  @Test
  void aKnownOrderIsKeptUntilAnotherIsClearlyBetter() {
    OrderSearch.SetCosts slight = (m, given) -> m == 0 && given == 2 ? -0.02 : 0;
    OrderSearch.SetCosts clear = (m, given) -> m == 0 && given == 2 ? -0.5 : 0;
    int[] known = {0, 1};
    GraphConstraints none = GraphConstraints.none();
    assertThat(new OrderSearch(slight, none, 2).find(known).rank()).containsExactly(0, 1);
    assertThat(new OrderSearch(slight, none, 2).find(null).rank()).containsExactly(1, 0);
    assertThat(new OrderSearch(clear, none, 2).find(known).rank()).containsExactly(1, 0);
  }

  @Test
  void constraintsAreHeededWhateverTheyCost() {
    int[] hidden = {0, 1, 2};
    GraphConstraints required = new GraphConstraints(List.of(), List.of(), List.of(new Link(2, 0)));
    CausalOrder order = new OrderSearch(hiddenOrder(hidden), required, 3).find(new int[] {0, 1, 2});
    assertThat(order.rank()[2]).isLessThan(order.rank()[0]);
    assertThat(order.directionGap()[2][0]).isNaN();
  }
}
