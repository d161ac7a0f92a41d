package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class OrderStandingsTest {
  private static final int[] FIRST = {0, 1, 2};
  private static final int[] SECOND = {2, 0, 1};
  private static final List<OrderSearch.Ordered> ORDERS =
      List.of(new OrderSearch.Ordered(FIRST, 1), new OrderSearch.Ordered(SECOND, 1.02));

  private static OrderStandings after(double... scores) {
    OrderStandings standings = new OrderStandings();
    standings.add(ORDERS, scores);
    return standings;
  }

  @Test
  void costsOfSetsAndFitsBothCount() {
    assertThat(after(5, 5).winner(null)).isEqualTo(FIRST);
    assertThat(after(5.3, 5).winner(null)).isEqualTo(SECOND);
    assertThat(after(5.01, 5).winner(null)).isEqualTo(FIRST);
  }

  @Test
  void aKnownOrderIsKeptUnlessAnotherIsClearlyBetter() {
    assertThat(after(5, 5).winner(SECOND)).isEqualTo(SECOND);
    assertThat(after(5, 5.02).winner(SECOND)).isEqualTo(FIRST);
  }

  @Test
  void aFitThatBrokeDoesNotWin() {
    assertThat(after(Double.MAX_VALUE, 5).winner(null)).isEqualTo(SECOND);
  }

  @Test
  void theLatestLeadOnlyWhenOneOfThemIsTheBest() {
    OrderStandings standings = after(5, 5);
    assertThat(standings.isLedByTheLatest()).isTrue();
    OrderSearch.Ordered worse = new OrderSearch.Ordered(new int[] {1, 0, 2}, 1.1);
    assertThat(standings.isNew(worse)).isTrue();
    standings.add(List.of(worse), new double[] {5});
    assertThat(standings.isNew(worse)).isFalse();
    assertThat(standings.isLedByTheLatest()).isFalse();
    OrderSearch.Ordered better = new OrderSearch.Ordered(new int[] {1, 2, 0}, 1.3);
    standings.add(List.of(better), new double[] {4});
    assertThat(standings.isLedByTheLatest()).isTrue();
    assertThat(standings.leader()).isSameAs(better);
    standings.add(List.of(), new double[0]);
    assertThat(standings.isLedByTheLatest()).isFalse();
  }

  @Test
  void gapsAreReadOffBothCostsWhereAnOrderTheOtherWayRoundTookPart() {
    double[][] bySets = {
      {Double.NaN, 0.2, -0.5}, {Double.NaN, Double.NaN, 0.3}, {Double.NaN, Double.NaN, Double.NaN}
    };
    CausalOrder supported = after(5, 5.1).supported(new CausalOrder(FIRST, 1, bySets));
    // The other order is 1, 2, 0; sums are 6 and 6.12.
    assertThat(supported.directionGap()[0][1]).isEqualTo(0.06, within(1e-12));
    assertThat(supported.directionGap()[0][2]).isEqualTo(0.06, within(1e-12));
    assertThat(supported.directionGap()[1][2]).as("never the other way round").isEqualTo(0.3);
    assertThat(supported.directionGap()[2][0]).isNaN();
    assertThat(supported.rank()).isEqualTo(FIRST);
    assertThat(bySets[0][2]).isEqualTo(-0.5);
  }
}
