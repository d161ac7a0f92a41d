package io.headwater.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.graph.LatentNode;
import io.headwater.simulate.SimulatedRows;
import io.headwater.simulate.views.Views;
import io.headwater.simulate.views.ViewsPreset;
import io.headwater.simulate.views.ViewsRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** True latents as estimates, with memberships that are right and others that are not. */
class MembershipScoringTest {
  private static final int LEARNED = 100;

  @TempDir Path folder;

  private final SimulatedRows data =
      new ViewsRows(new Views(ViewsPreset.LINKED.settings(1).withSamples(400)), ViewsPreset.LINKED);

  private RunScoring.Scored score(List<LatentNode> nodes) throws IOException {
    WrittenReplay replay = new WrittenReplay(folder, data);
    Path csv =
        replay.latents(
            data.truth().nodes().stream().map(LatentNode::id).toList(), row -> row.latents());
    LearnedGraph graph =
        replay.graph(List.of("m0", "m1", "m2", "m3"), nodes, data.truth().selectedEdges(), "NONE");
    return new MembershipScoring(data, LEARNED).score(csv, graph);
  }

  @Test
  void trueMembershipIsExactAndFarFromChance() throws IOException {
    RunScoring.Scored scored = score(data.truth().nodes());
    MembershipScores scores = scored.membership();
    assertThat(scores.f1()).isEqualTo(1);
    assertThat(scores.exact()).isTrue();
    assertThat(scores.chance()).isLessThan(.6);
    assertThat(scored.scores().mccPearson()).isGreaterThan(.999);
    assertThat(scored.scores().shd()).isZero();
  }

  @Test
  void withoutAnySharingEveryPairIsMissed() throws IOException {
    List<LatentNode> alone =
        data.truth().nodes().stream().map(node -> node.sharedWith(List.of())).toList();
    MembershipScores scores = score(alone).membership();
    assertThat(scores.f1()).isZero();
    assertThat(scores.missedPairs()).isEqualTo(4);
    assertThat(scores.falsePairs()).isZero();
    assertThat(scores.exact()).isFalse();
  }

  @Test
  void specificLatentsCalledSharedAreAFalsePair() throws IOException {
    List<LatentNode> specific =
        data.truth().nodes().stream().filter(node -> node.sharedWith().isEmpty()).toList();
    LatentNode one = specific.get(0);
    LatentNode other = specific.get(1);
    assertThat(one.modality()).isNotEqualTo(other.modality());
    List<LatentNode> joined =
        data.truth().nodes().stream()
            .map(node -> node.equals(one) ? node.sharedWith(List.of(other.id())) : node)
            .map(node -> node.equals(other) ? node.sharedWith(List.of(one.id())) : node)
            .toList();
    MembershipScores scores = score(joined).membership();
    assertThat(scores.falsePairs()).isEqualTo(1);
    assertThat(scores.missedPairs()).isZero();
    assertThat(scores.f1()).isEqualTo(8.0 / 9);
  }
}
