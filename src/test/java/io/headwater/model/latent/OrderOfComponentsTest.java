package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.latent.GraphConstraints.Link;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which edges are fitted before an order is known, and which within modalities. */
class OrderOfComponentsTest {
  private static final GraphConstraints NOTHING = GraphConstraints.none();
  private static final GraphConstraints FIRST_CAUSES =
      new GraphConstraints(List.of(0, 1), List.of(), List.of());
  private static final GraphConstraints FIRST_FORBIDDEN =
      new GraphConstraints(List.of(), List.of(new Link(0, 1)), List.of());

  @Test
  void twoModalitiesAreTurnedUnderEachOrder() {
    assertThat(masks(NOTHING, 1, 2)).containsExactly("0>1 0>2", "1>0 2>0");
  }

  @Test
  void anOrderThatTheUserExcludesIsNotTried() {
    assertThat(masks(FIRST_CAUSES, 1, 2)).containsExactly("0>1 0>2");
    assertThat(masks(FIRST_FORBIDDEN, 1, 2)).containsExactly("1>0 2>0");
  }

  @Test
  void moreModalitiesOrCyclesAreTurnedGivenCausesAndEffectsAlike() {
    assertThat(masks(GraphConstraints.cyclic(), 1, 1)).containsExactly("0>1 1>0");
    assertThat(masks(NOTHING, 1, 1, 1)).containsExactly("0>1 0>2 1>0 1>2 2>0 2>1");
  }

  @Test
  void modalitiesThatCannotBeLinkedAreTurnedWithoutEdges() {
    OrderOfComponents apart =
        new OrderOfComponents(network(1, 1), new boolean[2][2], GraphConstraints.none());
    assertThat(apart.beforeItIsKnown()).singleElement().isEqualTo(new float[4]);
  }

  @Test
  void latentsOfOneModalityMayDependOnEachOtherFromThreeModalitiesOn() {
    assertThat(edges(orders(NOTHING, 3, 1, 1).within(), 9)).isEqualTo("0>1 0>2 1>2");
    assertThat(edges(orders(NOTHING, 3, 3).within(), 6)).isEmpty();
    assertThat(edges(orders(GraphConstraints.cyclic(), 2, 2, 2).within(), 6)).isEmpty();
    GraphConstraints none = new GraphConstraints(List.of(), List.of(), List.of(), false, true);
    assertThat(edges(orders(none, 2, 2, 2).within(), 6))
        .as("that there are none is declared, so that data may speak against it")
        .isEqualTo("0>1 2>3 4>5");
  }

  @Test
  void latentsOfAModalityWithFewerThanTwoNeighboursAreKeptIndependent() {
    boolean[][] linked = new boolean[3][3];
    linked[0][1] = true;
    linked[1][2] = true;
    OrderOfComponents orders = new OrderOfComponents(network(2, 2, 2), linked, NOTHING);
    assertThat(edges(orders.within(), 6)).isEqualTo("2>3");
  }

  private static List<String> masks(GraphConstraints constraints, int... latents) {
    return orders(constraints, latents).beforeItIsKnown().stream()
        .map(mask -> edges(compact(mask, latents), Arrays.stream(latents).sum()))
        .toList();
  }

  /** Without the places of padding. */
  private static float[] compact(float[] mask, int[] latents) {
    LatentLayout layout = network(latents).layout();
    int[] real = IntStream.range(0, layout.nodes()).filter(layout::isLatent).toArray();
    float[] compact = new float[real.length * real.length];
    for (int i = 0; i < compact.length; i++) {
      compact[i] = mask[real[i / real.length] * layout.nodes() + real[i % real.length]];
    }
    return compact;
  }

  private static OrderOfComponents orders(GraphConstraints constraints, int... latents) {
    boolean[][] linked = new boolean[latents.length][latents.length];
    for (int m = 0; m < latents.length; m++) {
      Arrays.fill(linked[m], true);
      linked[m][m] = false;
    }
    return new OrderOfComponents(network(latents), constraints.without(linked), constraints);
  }

  private static LatentNetwork network(int... latents) {
    return new LatentNetwork(new NetworkShape(latents, new int[latents.length], 0, 4, 4));
  }

  private static String edges(float[] mask, int nodes) {
    return String.join(
        " ",
        IntStream.range(0, mask.length)
            .filter(i -> mask[i] > 0)
            .mapToObj(i -> i / nodes + ">" + i % nodes)
            .toList());
  }
}
