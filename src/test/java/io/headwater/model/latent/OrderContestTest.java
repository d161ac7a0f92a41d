package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OrderContestTest {
  private static final int[] FIRST = {0, 1, 2};
  private static final int[] SECOND = {2, 0, 1};
  private static final List<OrderSearch.Ordered> ORDERS =
      List.of(new OrderSearch.Ordered(FIRST, 1), new OrderSearch.Ordered(SECOND, 1.02));

  @Test
  void costsOfSetsAndFitsBothCount() {
    assertThat(OrderContest.winner(ORDERS, new double[] {5, 5}, null)).isEqualTo(FIRST);
    assertThat(OrderContest.winner(ORDERS, new double[] {5.3, 5}, null)).isEqualTo(SECOND);
    assertThat(OrderContest.winner(ORDERS, new double[] {5.01, 5}, null)).isEqualTo(FIRST);
  }

  @Test
  void aKnownOrderIsKeptUnlessAnotherIsClearlyBetter() {
    assertThat(OrderContest.winner(ORDERS, new double[] {5, 5}, SECOND)).isEqualTo(SECOND);
    assertThat(OrderContest.winner(ORDERS, new double[] {5, 5.02}, SECOND)).isEqualTo(FIRST);
  }

  @Test
  void aFitThatBrokeDoesNotWin() {
    assertThat(OrderContest.winner(ORDERS, new double[] {Double.MAX_VALUE, 5}, null))
        .isEqualTo(SECOND);
  }

  @Test
  void withoutARivalNothingIsFitted() {
    OrderContest contest = new OrderContest(null, null, null);
    OrderSearch.Ordered far = new OrderSearch.Ordered(SECOND, 2);
    assertThat(contest.winner(List.of(ORDERS.get(0), far), null)).isEqualTo(FIRST);
    OrderSearch.Ordered broken = new OrderSearch.Ordered(SECOND, Double.POSITIVE_INFINITY);
    assertThat(contest.winner(List.of(broken), null)).isEqualTo(SECOND);
  }
}
