package io.headwater.simulate.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.LatentNode;
import io.headwater.simulate.SimulatedRow;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ViewsTest {
  private static final int ROWS = 4000;

  private static ViewsRows rows(ViewsPreset preset, long seed, int samples) {
    return new ViewsRows(new Views(preset.settings(seed).withSamples(samples)), preset);
  }

  @ParameterizedTest
  @EnumSource(ViewsPreset.class)
  void nodesOfOneLatentNameEachOtherAndHaveOneValue(ViewsPreset preset) {
    ViewsRows rows = rows(preset, 3, 5);
    CausalGraph truth = rows.truth();
    SimulatedRow row = rows.row(4);
    assertThat(row.latents()).hasSize(truth.nodes().size());
    List<String> ids = truth.nodes().stream().map(LatentNode::id).toList();
    for (int n = 0; n < ids.size(); n++) {
      for (String partner : truth.nodes().get(n).sharedWith()) {
        int other = ids.indexOf(partner);
        assertThat(truth.nodes().get(other).sharedWith()).contains(ids.get(n));
        assertThat(row.latents()[other]).isEqualTo(row.latents()[n]);
      }
    }
    boolean some = truth.nodes().stream().anyMatch(node -> !node.sharedWith().isEmpty());
    assertThat(some).isEqualTo(preset != ViewsPreset.NONE && preset != ViewsPreset.SHUFFLED);
  }

  @Test
  void latentsAreInWhichModalitiesTheSetsSayAndChannelsAreTallerThanThem() {
    for (long seed = 1; seed <= 20; seed++) {
      ViewsSettings settings = ViewsPreset.FOUR.settings(seed);
      Views views = new Views(settings.withSamples(2));
      for (int m = 0; m < views.modalities(); m++) {
        assertThat(Arrays.stream(views.set(m)).boxed().toList())
            .containsExactlyInAnyOrderElementsOf(settings.sets().get(m));
        assertThat(views.seen(m, 0)).hasSize(2 * views.set(m).length);
        assertThat(views.set(m).length).isBetween(2, 5);
      }
    }
    assertThat(ViewsPreset.FOUR.settings(1).sets())
        .isNotEqualTo(ViewsPreset.FOUR.settings(2).sets());
  }

  @Test
  void latentsHaveAboutUnitVarianceAndLinksCorrelateThem() {
    ViewsRows rows = rows(ViewsPreset.LINKED, 1, ROWS);
    List<LatentNode> nodes = rows.truth().nodes();
    List<String> ids = nodes.stream().map(LatentNode::id).toList();
    List<CausalEdge> edges = rows.truth().selectedEdges();
    assertThat(edges).hasSize(2);
    double[][] z = new double[ROWS][];
    for (int r = 0; r < ROWS; r++) {
      z[r] = rows.row(r).latents();
    }
    for (int n = 0; n < nodes.size(); n++) {
      assertThat(product(z, n, n)).isCloseTo(1, within(.2));
    }
    for (CausalEdge edge : edges) {
      assertThat(product(z, ids.indexOf(edge.source()), ids.indexOf(edge.target())))
          .isBetween(.3, .6);
    }
  }

  private static double product(double[][] z, int a, int b) {
    return Arrays.stream(z).mapToDouble(row -> row[a] * row[b]).average().orElseThrow();
  }

  @Test
  void underShuffledPairingAModalityShowsTheLatentsOfAnotherRow() {
    Views shuffled = new Views(ViewsPreset.SHUFFLED.settings(1).withSamples(100));
    Views paired = new Views(ViewsSettings.of(ViewSets.THREE, 1).withSamples(100));
    assertThat(shuffled.source(0, 7)).isEqualTo(7);
    assertThat(shuffled.source(1, 7)).isNotEqualTo(7);
    assertThat(paired.source(1, 7)).isEqualTo(7);
  }

  @Test
  void equalSeedsGiveEqualRows() {
    SimulatedRow first = rows(ViewsPreset.YAO_NOISE, 5, 50).row(20);
    SimulatedRow again = rows(ViewsPreset.YAO_NOISE, 5, 50).row(20);
    assertThat(again.chunks().get(2).values()).isEqualTo(first.chunks().get(2).values());
    assertThat(rows(ViewsPreset.YAO_NOISE, 6, 50).row(20).chunks().get(2).values())
        .isNotEqualTo(first.chunks().get(2).values());
  }

  @Test
  void linksMustLeadForwards() {
    ViewsSettings none = ViewsSettings.of(ViewSets.NONE, 1);
    assertThatThrownBy(() -> none.withLinks(List.of(new ViewsSettings.Link(3, 1, .5))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leads backwards");
  }
}
