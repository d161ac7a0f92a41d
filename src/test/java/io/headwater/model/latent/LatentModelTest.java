package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.graph.CausalEdge;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LatentModelTest {
  private static final List<String> NAMES = List.of("m0", "m1");

  private static SolvedCase solved;
  private static LatentModel model;
  private static int cause;
  private static int effect;

  @BeforeAll
  static void solve() {
    solved =
        SolvedCase.solve(
            new SyntheticLatents(SyntheticLatents.Law.solvable(2, 2), 3),
            SolvedCase.Mix.LINEAR,
            3000,
            600,
            0,
            SolverSettings.streaming(3000, 3).withCouplings(1).withSteps(250),
            3);
    model = solved.result().model();
    cause = model.rank()[0] == 0 ? 0 : 1;
    effect = 1 - cause;
  }

  private static CodeSample without(int modality) {
    CodeSample copy = Mixing.rows(solved.heldOut(), 0, solved.heldOut().rows());
    Arrays.fill(copy.present()[modality], (byte) 0);
    return copy;
  }

  @Test
  void restoredModelGivesTheSameBits() {
    LatentModel restored = LatentModel.restore(model.save());
    assertThat(restored.transform(solved.heldOut())).isEqualTo(model.transform(solved.heldOut()));
    assertThat(restored.edges(NAMES)).isEqualTo(model.edges(NAMES));
    assertThat(restored.save()).isEqualTo(model.save());
  }

  @Test
  void damagedOrLongerBytesAreRefused() {
    byte[] bytes = model.save();
    byte[] damaged = bytes.clone();
    damaged[bytes.length / 2] ^= 1;
    assertThatThrownBy(() -> LatentModel.restore(damaged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("damaged");
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> LatentModel.restore(longer))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void latentsHaveUnitScale() {
    float[][] z = model.transform(solved.train());
    for (float[] modality : z) {
      double square =
          IntStream.range(0, modality.length).mapToDouble(i -> modality[i] * modality[i]).sum()
              / modality.length;
      assertThat(square).isBetween(0.7, 1.3);
    }
  }

  @Test
  void theExpectationOfAnAbsentEffectFollowsItsCauses() {
    float[][] truth = model.transform(solved.heldOut());
    LatentModel.Prior filled = model.prior(without(effect));
    ComponentMatch match =
        ComponentMatch.between(
            CodeSample.complete(solved.heldOut().rows(), model.latents(), truth),
            CodeSample.complete(solved.heldOut().rows(), model.latents(), filled.mean()));
    assertThat(match.agreement()[effect]).isGreaterThan(0.6);
    assertThat(match.permutation()[effect]).isEqualTo(new int[] {0, 1});
    assertThat(filled.mean()[cause]).isEqualTo(truth[cause]);
    assertThat(filled.deviation()[cause]).containsOnly(0f);
    for (float deviation : filled.deviation()[effect]) {
      assertThat(deviation).isPositive().isFinite();
    }
  }

  @Test
  void anAbsentRootIsExpectedAtItsOwnLaw() {
    LatentModel.Prior filled = model.prior(without(cause));
    assertThat((double) filled.mean()[cause][0]).isCloseTo(0, within(0.3));
    assertThat((double) filled.deviation()[cause][0]).isBetween(0.6, 1.5);
  }

  @Test
  void exogenousNoiseIsLessRelatedToTheCausesThanTheComponentsAre() {
    float[][] z = model.transform(solved.heldOut());
    float[][] noise = model.noise(solved.heldOut()).standardised();
    assertThat(dependence(z[cause], noise[effect]))
        .isLessThan(0.5 * dependence(z[cause], z[effect]));
  }

  /** Greatest absolute rank correlation between any two columns. */
  private static double dependence(float[] first, float[] second) {
    double greatest = 0;
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        double r =
            RankCorrelation.of(
                RankCorrelation.centredRanks(column(first, i)),
                RankCorrelation.centredRanks(column(second, j)));
        greatest = Math.max(greatest, Math.abs(r));
      }
    }
    return greatest;
  }

  private static double[] column(float[] values, int k) {
    return IntStream.range(0, values.length / 2).mapToDouble(i -> values[2 * i + k]).toArray();
  }

  @Test
  void reorderingMovesComponentsEdgesAndSigns() {
    int[][] permutation = {{1, 0}, {0, 1}};
    float[][] signs = {{-1, 1}, {1, 1}};
    LatentModel other = model.reordered(permutation, signs);
    float[][] before = model.transform(solved.heldOut());
    float[][] after = other.transform(solved.heldOut());
    assertThat(after[0][0]).isEqualTo(-before[0][1]);
    assertThat(after[0][1]).isEqualTo(before[0][0]);
    assertThat(after[1]).isEqualTo(before[1]);
    assertThat(scoreOf(other, "m0.z0")).isEqualTo(scoreOf(model, "m0.z1"));
    assertThat(LatentModel.restore(other.save()).transform(solved.heldOut())).isEqualTo(after);
    assertThat(
            other
                .reordered(permutation, new float[][] {{1, -1}, {1, 1}})
                .transform(solved.heldOut()))
        .isEqualTo(before);
  }

  private static List<Boolean> scoreOf(LatentModel shown, String node) {
    return shown.edges(NAMES).stream()
        .filter(e -> e.source().equals(node) || e.target().equals(node))
        .map(CausalEdge::selected)
        .toList();
  }

  @Test
  void likelihoodOfARowDoesNotDependOnTheRowsBesideIt() {
    CodeSample rows = solved.heldOut();
    double whole = model.heldOutNll(rows);
    double parts =
        (model.heldOutNll(Mixing.rows(rows, 0, 100)) * 100
                + model.heldOutNll(Mixing.rows(rows, 100, rows.rows())) * (rows.rows() - 100))
            / rows.rows();
    assertThat(parts).isCloseTo(whole, within(1e-4));
    assertThat(whole).isCloseTo(solved.result().heldOutNll(), within(1e-4));
  }

  @Test
  void codesOfAnotherShapeAreRefused() {
    CodeSample other = CodeSample.complete(1, new int[] {1}, new float[][] {{0}});
    assertThatThrownBy(() -> model.transform(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2, 2]");
  }
}
