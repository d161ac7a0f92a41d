package io.headwater.simulate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.graph.CausalEdge;
import io.headwater.simulate.Draws;
import io.headwater.simulate.scenario.Structure.Cycle;
import io.headwater.simulate.scenario.Structure.Links;
import io.headwater.simulate.scenario.Structure.Order;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who causes whom. */
class ScenarioLinksTest {
  private static final int SEEDS = 30;

  private static LatentGraph draw(Structure structure, long seed) {
    return LinkDraw.draw(structure, Draws.of(seed, Draws.Purpose.LINKS));
  }

  private static int count(boolean[][] links) {
    int count = 0;
    for (boolean[] row : links) {
      for (boolean link : row) {
        count += link ? 1 : 0;
      }
    }
    return count;
  }

  @ParameterizedTest
  @CsvSource({
    "CHAIN, 4, 2, 6",
    "CHAIN, 2, 3, 3",
    "LOOP, 3, 3, 9",
    "LOOP, 8, 2, 26",
    "DENSE, 3, 2, 12",
    "NONE, 3, 2, 0"
  })
  void eachPatternHasItsNumberOfLinks(Links links, int modalities, int latents, int expected) {
    for (long seed = 0; seed < SEEDS; seed++) {
      LatentGraph graph = draw(Structure.of(modalities, latents, 1, links), seed);
      assertThat(count(graph.cross())).isEqualTo(expected);
      assertThat(count(graph.within())).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Links.class,
      names = {"CHAIN", "LOOP", "SPARSE_RANDOM", "DENSE"})
  void everyLatentIsLinkedAcrossModalitiesAndLinksFollowTheCausalOrder(Links links) {
    for (long seed = 0; seed < SEEDS; seed++) {
      LatentGraph graph = draw(Structure.of(4, 3, 1, links), seed);
      boolean[] linked = new boolean[graph.latents()];
      for (int parent = 0; parent < linked.length; parent++) {
        for (int child = 0; child < linked.length; child++) {
          if (graph.cross()[parent][child]) {
            linked[parent] = true;
            linked[child] = true;
            assertThat(position(graph, parent)).isLessThan(position(graph, child));
          }
        }
      }
      assertThat(linked).doesNotContain(false);
    }
  }

  private static int position(LatentGraph graph, int latent) {
    int position = 0;
    while (graph.order()[position] != graph.modality(latent)) {
      position++;
    }
    return position;
  }

  @Test
  void sparseRandomLinksGiveEachLaterLatentOneParentUnlessALonelyRootNeededAChild() {
    for (long seed = 0; seed < SEEDS; seed++) {
      LatentGraph graph = draw(Structure.of(4, 2, 1, Links.SPARSE_RANDOM), seed);
      int roots = 0;
      for (int i = 0; i < graph.latents(); i++) {
        roots += graph.parents(i).isEmpty() ? 1 : 0;
      }
      assertThat(roots).isEqualTo(2);
      assertThat(count(graph.cross())).isBetween(6, 8);
    }
  }

  @Test
  void theLoopNeverClosesOverTheSameLatentOfTheMiddleModality() {
    for (long seed = 0; seed < SEEDS; seed++) {
      LatentGraph graph = draw(Structure.of(3, 3, 1, Links.LOOP), seed);
      for (int last = 0; last < graph.latents(); last++) {
        for (int middle : graph.parents(last)) {
          for (int first : graph.parents(middle)) {
            assertThat(graph.linked(first, last)).isFalse();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 9", "0.25, 7", "0.5, 4", "0.75, 3"})
  void removingLinksStopsWhereEachLatentKeepsOne(double removed, int left) {
    for (long seed = 0; seed < SEEDS; seed++) {
      LatentGraph graph = draw(Structure.of(2, 3, 1, Links.DENSE).withRemovedLinks(removed), seed);
      assertThat(count(graph.cross())).isEqualTo(left);
      for (int latent = 0; latent < 6; latent++) {
        int i = latent;
        assertThat(
                List.of(0, 1, 2, 3, 4, 5).stream()
                    .anyMatch(j -> graph.cross()[i][j] || graph.cross()[j][i]))
            .isTrue();
      }
    }
  }

  @Test
  void extraAndWithinLinksAreAddedAndStayAcyclic() {
    for (long seed = 0; seed < SEEDS; seed++) {
      LatentGraph graph =
          draw(Structure.of(3, 3, 1, Links.LOOP).withExtraCross(4).withWithin(5), seed);
      assertThat(count(graph.cross())).isEqualTo(13);
      assertThat(count(graph.within())).isEqualTo(5);
      assertThat(graph.blocks()).hasSize(9);
    }
  }

  @Test
  void moreExtraLinksThanFitAreRefusedWithTheRoomThereIs() {
    Structure full = Structure.of(2, 2, 1, Links.CHAIN).withExtraCross(3);
    assertThatThrownBy(() -> draw(full, 1))
        .hasMessage("3 extra cross links do not fit; the CHAIN links leave room for 2.");
  }

  @ParameterizedTest
  @EnumSource(
      value = Cycle.class,
      names = {"WITHIN", "ACROSS"})
  void aCycleTiesSeveralLatentsTogether(Cycle cycle) {
    for (long seed = 0; seed < SEEDS; seed++) {
      LatentGraph graph = draw(Structure.of(3, 2, 1, Links.LOOP).withCycle(cycle), seed);
      List<List<Integer>> cycles =
          graph.blocks().stream().filter(block -> block.size() > 1).toList();
      assertThat(cycles).hasSize(1);
      Set<Integer> modalities = new HashSet<>();
      cycles.get(0).forEach(latent -> modalities.add(graph.modality(latent)));
      assertThat(modalities.size() == 1).isEqualTo(cycle == Cycle.WITHIN);
      assertThat(count(graph.within())).isEqualTo(cycle == Cycle.WITHIN ? 2 : 0);
      assertThat(count(graph.cross())).isEqualTo(cycle == Cycle.WITHIN ? 6 : 7);
    }
  }

  @Test
  void sharedLatentsBelongToSoManyModalitiesAndHaveNoLinks() {
    LatentGraph graph = draw(Structure.of(3, 2, 1, Links.LOOP).withShared(2, 2), 1);
    assertThat(graph.latents()).isEqualTo(8);
    assertThat(graph.modality(6)).isEqualTo(-1);
    for (boolean[] seen : graph.sharedBy()) {
      assertThat(count(new boolean[][] {seen})).isEqualTo(2);
    }
    assertThat(count(graph.cross())).isEqualTo(6);
  }

  @Test
  void causalOrdersAndLinksVaryWithTheSeed() {
    Set<String> orders = new HashSet<>();
    Set<List<CausalEdge>> graphs = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Scenario scenario = Scenario.of(ScenarioPreset.SW_CURVED.settings(seed));
      orders.add(scenario.causalOrder()[0] + "" + scenario.causalOrder()[1]);
      graphs.add(scenario.graph().edges());
    }
    assertThat(orders).containsExactlyInAnyOrder("01", "10");
    assertThat(graphs).hasSize(4); // two orders of modalities, two pairings of components
  }

  @Test
  void aFixedOrderIsKept() {
    Structure structure = Structure.of(3, 2, 1, Links.CHAIN);
    assertThat(draw(structure.withOrder(Order.CAUSAL), 5).order()).containsExactly(0, 1, 2);
    assertThat(draw(structure.withOrder(Order.REVERSED), 5).order()).containsExactly(2, 1, 0);
  }

  @Test
  void shuffledPairingCutsTheLinksAcross() {
    Scenario shuffled = Scenario.of(ScenarioPreset.NULL.settings(1).withSamples(10));
    assertThat(count(shuffled.adjacency())).isZero();
    assertThat(shuffled.graph().nodes()).hasSize(9);
    assertThat(shuffled.graph().edges()).isEmpty();
  }
}
