package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.latent.GraphConstraints.Link;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which orders and edges remain possible; orders are positions by modality. */
class GraphConstraintsTest {
  private static final GraphConstraints CHAIN =
      new GraphConstraints(List.of(2, 0, 1), List.of(), List.of());

  @Test
  void thatThereAreNoLinksWithinIsNotNamedInAFingerprint() {
    assertThat(CHAIN.fingerprint())
        .isEqualTo("GraphConstraints[order=[2, 0, 1], forbidden=[], required=[], cycles=false]");
    assertThat(new GraphConstraints(CHAIN.order(), List.of(), List.of(), false, true).fingerprint())
        .isEqualTo(CHAIN.fingerprint());
    assertThat(new GraphConstraints(List.of(), List.of(), List.of(), false, true).declareNothing())
        .isTrue();
  }

  @Test
  void whetherLinksWithinWereLookedForIsSaid() {
    List<String> names = List.of("wrist", "oximeter", "bed");
    for (boolean cycles : new boolean[] {false, true}) {
      GraphConstraints none = new GraphConstraints(List.of(), List.of(), List.of(), cycles, true);
      assertThat(none.sentences(names))
          .anyMatch(s -> s.contains(cycles ? "No such links were looked for" : "looked for never"));
    }
  }

  @Test
  void anOrderAndRequiredLinksDeclareWhatComesFirst() {
    assertThat(CHAIN.declarePrecedence(2, 1)).isTrue();
    assertThat(CHAIN.declarePrecedence(1, 2)).isFalse();
    assertThat(CHAIN.declarePrecedence(2, 3)).as("not in the order").isFalse();
    assertThat(required(new Link(2, 0)).declarePrecedence(2, 0)).isTrue();
    assertThat(required(new Link(2, 0)).declarePrecedence(0, 2)).isFalse();
  }

  @Test
  void linksAreForbiddenAltogetherOnlyIfBothWaysAre() {
    assertThat(forbidden(new Link(0, 2)).forbidAnyBetween(0, 2)).isFalse();
    GraphConstraints both =
        new GraphConstraints(List.of(), List.of(new Link(0, 2), new Link(2, 0)), List.of());
    assertThat(both.forbidAnyBetween(0, 2)).isTrue();
    assertThat(both.forbidAnyBetween(0, 1)).isFalse();
  }

  @Test
  void aFixedOrderLeavesOne() {
    assertThat(CHAIN.admits(new int[] {1, 2, 0})).isTrue();
    assertThat(CHAIN.admits(new int[] {0, 2, 1})).isFalse();
  }

  @Test
  void aModalityNotNamedMayStandAnywhere() {
    assertThat(CHAIN.admits(new int[] {1, 2, 0, 3})).isTrue();
    assertThat(CHAIN.admits(new int[] {2, 3, 1, 0})).isTrue();
    assertThat(CHAIN.admits(new int[] {3, 1, 2, 0})).isFalse();
  }

  @Test
  void forbiddenAndReversedEdgesAreMasked() {
    LatentLayout layout = new LatentLayout(new int[] {2, 1, 1}, new int[3]);
    boolean[][] linked = forbidden(new Link(0, 2)).without(allLinked(3));
    float[] mask = layout.edgeMask(new int[] {0, 1, 2}, linked);
    List<String> possible =
        IntStream.range(0, mask.length)
            .filter(i -> mask[i] > 0)
            .mapToObj(i -> i / layout.nodes() + ">" + i % layout.nodes())
            .toList();
    // Nodes 0 and 1 are modality 0, node 2 modality 1, node 4 modality 2; 3 and 5 are padding.
    assertThat(possible).containsExactly("0>2", "1>2", "2>4");
  }

  @Test
  void theFirstAdmittedOrderIsThatOfDeclarationAsFarAsRequiredLinksAllow() {
    assertThat(required(new Link(2, 0)).firstAdmitted(3)).containsExactly(2, 0, 1);
    assertThat(GraphConstraints.none().firstAdmitted(3)).containsExactly(0, 1, 2);
  }

  @Test
  void aRequiredLinkOpensItsLikeliestEdgeAndKeepsItsLast() {
    LatentLayout layout = new LatentLayout(new int[] {2, 2}, new int[2]);
    RequiredEdges kept = new RequiredEdges(List.of(new Link(0, 1)), layout);
    float[] gates = new float[2 * 16];
    float[] probability = new float[2 * 16];
    gates[3] = 1; // first replica: 0>3 is there already
    probability[16 + 2] = 0.1f;
    probability[16 + 4 + 2] = 0.2f; // second replica: 1>2 is likeliest
    kept.open(gates, probability);
    assertThat(IntStream.range(0, 32).filter(i -> gates[i] > 0)).containsExactly(3, 22);
    assertThat(kept.isLast(22, gates)).isTrue();
    gates[2] = 1;
    assertThat(kept.isLast(3, gates)).isFalse();
  }

  @Test
  void contradictionsAreRefused() {
    assertThatThrownBy(() -> required(new Link(0, 1), new Link(1, 2), new Link(2, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("No order");
    assertThatThrownBy(
            () -> new GraphConstraints(List.of(0, 1), List.of(), List.of(new Link(1, 0))))
        .hasMessageContaining("No order");
    assertThatThrownBy(
            () -> new GraphConstraints(List.of(), List.of(new Link(0, 1)), List.of(new Link(0, 1))))
        .hasMessageContaining("both required and forbidden");
    assertThatThrownBy(() -> CHAIN.checkAgainst(2)).hasMessageContaining("modality 2");
  }

  @Test
  void cyclesExcludeAnOrder() {
    assertThatThrownBy(
            () -> new GraphConstraints(List.of(), List.of(), List.of(new Link(0, 1)), true, false))
        .hasMessageContaining("nothing precedes anything");
    assertThat(GraphConstraints.cyclic().sentences(List.of("a", "b")))
        .singleElement()
        .asString()
        .contains("its direction means nothing");
  }

  @Test
  void whatIsDeclaredIsSaidByName() {
    assertThat(CHAIN.sentences(List.of("a", "b", "c")))
        .singleElement()
        .asString()
        .contains("c, a, b");
    assertThat(forbidden(new Link(0, 1)).sentences(List.of("a", "b")))
        .singleElement()
        .asString()
        .contains("no latent of 'a' causes a latent of 'b'");
    assertThat(GraphConstraints.none().sentences(List.of("a"))).isEmpty();
  }

  private static GraphConstraints required(Link... links) {
    return new GraphConstraints(List.of(), List.of(), List.of(links));
  }

  private static GraphConstraints forbidden(Link... links) {
    return new GraphConstraints(List.of(), List.of(links), List.of());
  }

  private static boolean[][] allLinked(int modalities) {
    boolean[][] linked = new boolean[modalities][modalities];
    for (int a = 0; a < modalities; a++) {
      for (int b = 0; b < modalities; b++) {
        linked[a][b] = a != b;
      }
    }
    return linked;
  }
}
