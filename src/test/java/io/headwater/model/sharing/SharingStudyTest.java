package io.headwater.model.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.simulate.views.BentCodes.Link;
import io.headwater.simulate.views.ViewSets;
import io.headwater.simulate.views.ViewsSettings.Law;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Row B on true codes, with three of the study's twenty seeds. */
class SharingStudyTest {
  private static final List<List<Integer>> NONE =
      List.of(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7), List.of(8, 9, 10, 11));

  @Test
  void membershipIsExactUnderBendingSignsPermutationAndNoise() {
    for (long seed = 11; seed < 14; seed++) {
      SharedCodes codes = SharedCodes.draw(seed, 1024, ViewSets.YAO, 0.2, Law.MIXED, List.of());
      assertThat(codes.decided().sameSlots(codes.truth())).isTrue();
    }
  }

  @Test
  void nothingIsSharedWhereNothingIs() {
    for (long seed = 11; seed < 14; seed++) {
      SharedCodes codes = SharedCodes.draw(seed, 1024, NONE, 0.2, Law.MIXED, List.of());
      assertThat(codes.decided().slots()).hasSize(12);
    }
  }

  @Test
  void marginalsAloneShowNothing() {
    for (long seed = 11; seed < 14; seed++) {
      SharedCodes codes =
          SharedCodes.draw(
              seed,
              1024,
              List.of(List.of(0, 1, 2, 3), List.of(0, 1, 4, 5)),
              0.5,
              Law.GAUSSIAN,
              List.of());
      assertThat(
              CostForm.MARGINAL_WASSERSTEIN
                  .decide(codes.components(), codes.reliability(), 0.3, false)
                  .sameSlots(codes.truth()))
          .isFalse();
      assertThat(
              CostForm.GAP_GAUSSIANISED
                  .decide(codes.components(), codes.reliability(), 0.3, false)
                  .sameSlots(codes.truth()))
          .isTrue();
    }
  }

  @Test
  void aStrongLinkIsLeftInTheGreyZoneAndAnAlmostDeterministicOneIsCalledShared() {
    List<List<Integer>> sets = List.of(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7));
    Membership strong = linked(sets, 0.9);
    assertThat(strong.slots()).hasSize(8);
    assertThat(strong.grey()).hasSize(1);
    assertThat(linked(sets, 0.7).grey()).isEmpty();
    assertThat(linked(sets, 0.99).slots()).hasSize(7); // the limit of what can be told
  }

  private static Membership linked(List<List<Integer>> sets, double rho) {
    return SharedCodes.draw(11, 1024, sets, 0.2, Law.GAUSSIAN, List.of(new Link(0, 4, rho)))
        .decided();
  }

  @Test
  void shuffledRowsShareNothing() {
    SharedCodes codes = SharedCodes.draw(11, 1024, ViewSets.YAO, 0, Law.MIXED, List.of());
    float[][] values = codes.components().values().clone();
    for (int m = 1; m < values.length; m++) {
      float[] shifted = new float[values[m].length];
      for (int at = 0; at < shifted.length; at++) {
        shifted[at] = values[m][(at + 5 * 37 * m) % shifted.length];
      }
      values[m] = shifted;
    }
    Membership decided =
        SharingStudy.decide(
            ComponentRows.complete(codes.components().widths(), values),
            codes.reliability(),
            1,
            SharingRule.defaults());
    assertThat(decided.slots()).hasSize(20);
  }

  @Test
  void aCycleThatWouldJoinTwoComponentsOfOneModalityIsRefused() {
    List<MatchedPair> pairs =
        List.of(
            new MatchedPair(0, 0, 1, 0, 1, 0.01, 0.05, 100),
            new MatchedPair(1, 0, 2, 0, 1, 0.02, 0.05, 100),
            new MatchedPair(0, 1, 2, 0, 1, 0.03, 0.05, 100),
            new MatchedPair(0, 1, 1, 1, 1, 0.1, 0.05, 100));
    Membership membership = Membership.of(new int[] {2, 2, 1}, pairs);
    assertThat(membership.refused()).containsExactly(pairs.get(2));
    assertThat(membership.grey()).containsExactly(pairs.get(3));
    assertThat(membership.slots().get(membership.slotOf(2, 0)).component())
        .containsExactly(0, 0, 0);
    assertThat(membership.slots()).hasSize(3);
  }

  @Test
  void axesOfRotatedCodesAreThoseThatAreShared() {
    SharedCodes codes = SharedCodes.draw(12, 2048, ViewSets.YAO, 0, Law.GAUSSIAN, List.of());
    ComponentRows scored = scores(codes.components());
    ComponentRows turned = rotated(scored);
    assertThat(decide(turned, codes).sameSlots(codes.truth())).isFalse();
    Membership found =
        decide(SharedAxes.of(CodeMoments.of(turned), null).components(turned), codes);
    assertThat(found.slots()).hasSize(6);
    assertThat(found.slots()).filteredOn(slot -> slot.members() == 4).hasSize(2);
    assertThat(found.slots()).filteredOn(slot -> slot.members() == 3).hasSize(4);
  }

  private static Membership decide(ComponentRows components, SharedCodes codes) {
    return SharingStudy.decide(components, codes.reliability(), 1, SharingRule.defaults());
  }

  private static ComponentRows scores(ComponentRows components) {
    float[][] values = new float[components.modalities()][];
    for (int m = 0; m < values.length; m++) {
      values[m] = components.values()[m].clone();
      List<GaussianColumn> columns = SharingPull.columns(components, m, components.common(m, m));
      for (int at = 0; at < values[m].length; at++) {
        int width = components.widths()[m];
        values[m][at] = (float) columns.get(at % width).scores().values()[at / width];
      }
    }
    return ComponentRows.complete(components.widths(), values);
  }

  /** Neighbouring components turned by an eighth, one plane after the other. */
  private static ComponentRows rotated(ComponentRows components) {
    float[][] values = new float[components.modalities()][];
    for (int m = 0; m < values.length; m++) {
      values[m] = components.values()[m].clone();
      int width = components.widths()[m];
      for (int r = 0; r < components.rows(); r++) {
        for (int k = 0; k + 1 < width; k++) {
          float x = values[m][r * width + k];
          float y = values[m][r * width + k + 1];
          double angle = 0.5 + 0.3 * k + 0.2 * m;
          values[m][r * width + k] = (float) (Math.cos(angle) * x + Math.sin(angle) * y);
          values[m][r * width + k + 1] = (float) (Math.cos(angle) * y - Math.sin(angle) * x);
        }
      }
    }
    return ComponentRows.complete(components.widths(), values);
  }

  @Test
  void fusionBringsBentMembersToOneScaleAndMissingMembersDropOut() {
    SharedCodes codes =
        SharedCodes.draw(
            11, 1024, List.of(List.of(0, 1), List.of(0, 2)), 0.2, Law.GAUSSIAN, List.of());
    Membership membership = codes.decided();
    SlotFusion fusion = SlotFusion.of(membership, codes.components(), codes.reliability());
    int shared = -1;
    for (int s = 0; s < membership.slots().size(); s++) {
      shared = membership.slots().get(s).members() == 2 ? s : shared;
    }
    ComponentRows whole = codes.components();
    byte[][] present = {whole.present()[0].clone(), whole.present()[1].clone()};
    java.util.Arrays.fill(present[0], (byte) 0);
    ComponentRows onlySecond = new ComponentRows(whole.widths(), whole.values(), present);
    double[] both = new double[1024];
    double[] second = new double[1024];
    for (int r = 0; r < 1024; r++) {
      both[r] = fusion.value(shared, whole, r);
      second[r] = fusion.value(shared, onlySecond, r);
    }
    CouplingGap gap =
        CouplingGap.of(GaussianColumn.of(both).scores(), GaussianColumn.of(second).scores());
    assertThat(gap.sign()).isEqualTo(1);
    assertThat(gap.cost()).isLessThan(0.03);
    StateWriter out = new StateWriter(1, 1, "");
    fusion.write(out);
    StateReader in = new StateReader(out.toBytes(), 1, 1, "");
    SlotFusion read = SlotFusion.read(in, fusion.slots());
    in.finish();
    assertThat(read.value(shared, whole, 5)).isEqualTo(both[5]);
  }
}
