package io.headwater.estimator.sun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.estimator.SharedBlock;
import io.headwater.estimator.network.Codes;
import io.headwater.model.CounterRandom;
import java.util.List;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

/** Three modalities of two latents and one exogenous component; the outer two share a latent. */
class SharedFusionTest {
  private static final int ROWS = 400;

  private static final SharedLayout LAYOUT =
      new SharedLayout(
          SharedCauses.vectors(3, 5, 1).shapes(), List.of(new SharedBlock("c", 1, List.of(2, 0))));

  /** Codes whose shared dimension is one value, at another scale in each member. */
  private static Codes codes() {
    float[] shared = CounterRandom.gaussians(CounterRandom.at(1, 0, 9), ROWS, 1);
    float[][] values = new float[3][];
    byte[][] present = new byte[3][ROWS];
    for (int m = 0; m < 3; m++) {
      int width = LAYOUT.encoded(m).codeWidth();
      values[m] = CounterRandom.gaussians(CounterRandom.at(1, 0, m), ROWS * width, 1);
      for (int r = 0; r < ROWS; r++) {
        present[m][r] = (byte) (r % 10 == m || r % 10 == 9 ? 0 : 1);
        if (m != 1) {
          values[m][r * width + 2] = (m + 1) * shared[r] + m;
        }
      }
    }
    return new Codes(values, present);
  }

  @Test
  void theEncoderOfAMemberHasRoomForTheBlockBetweenLatentsAndExogenous() {
    assertThat(LAYOUT.encoded(0).codeWidth()).isEqualTo(4);
    assertThat(LAYOUT.encoded(1).codeWidth()).isEqualTo(3);
    assertThat(LAYOUT.place(0, 2)).isEqualTo(2);
    assertThat(LAYOUT.given()).isEqualTo(new int[][] {{3}, {}, {3}, {}});
  }

  @Test
  void ownDimensionsStayAndTheBlockIsPresentWithAnyMember() {
    Codes encoded = codes();
    Codes fused = SharedFusion.of(LAYOUT, encoded).apply(encoded);
    assertThat(fused.values()).hasNumberOfRows(4);
    for (int r = 0; r < ROWS; r++) {
      assertThat(fused.values()[0][r * 3]).isEqualTo(encoded.values()[0][r * 4]);
      assertThat(fused.values()[0][r * 3 + 2]).isEqualTo(encoded.values()[0][r * 4 + 3]);
      assertThat(fused.present()[3][r]).isEqualTo((byte) (r % 10 == 9 ? 0 : 1));
    }
    assertThat(fused.values()[1]).isSameAs(encoded.values()[1]);
  }

  @Test
  void theBlockIsTheMeanOfThePresentMembersOnACommonScale() {
    Codes encoded = codes();
    SharedFusion fusion = SharedFusion.of(LAYOUT, encoded);
    float[] block = fusion.apply(encoded).values()[3];
    float[] first = fusion.member(0, 0, encoded);
    float[] second = fusion.member(0, 1, encoded);
    for (int r = 0; r < ROWS; r++) {
      int kind = r % 10;
      double expected =
          kind == 9 ? 0 : kind == 0 ? second[r] : kind == 2 ? first[r] : (first[r] + second[r]) / 2;
      assertThat((double) block[r]).as("row %d", r).isCloseTo(expected, within(1e-5));
      if (kind != 9 && kind != 0 && kind != 2) {
        assertThat((double) first[r]).isCloseTo(second[r], within(0.2));
      }
    }
  }

  @Test
  void twoMembersHalveTheVarianceOfOne() {
    SharedFusion fusion = SharedFusion.of(LAYOUT, codes());
    SimpleMatrix each = SimpleMatrix.identity(4);
    double both = fusion.blockCovariance(0, new SimpleMatrix[] {each, null, each}).get(0, 0);
    double first = fusion.blockCovariance(0, new SimpleMatrix[] {each, null, null}).get(0, 0);
    double second = fusion.blockCovariance(0, new SimpleMatrix[] {null, null, each}).get(0, 0);
    assertThat(both).isCloseTo((first + second) / 4, within(1e-9));
  }

  @Test
  void withoutBlocksCodesAreUntouched() {
    SharedLayout none = new SharedLayout(LAYOUT.shapes(), List.of());
    Codes encoded = codes();
    assertThat(SharedFusion.of(none, encoded).apply(encoded)).isSameAs(encoded);
  }

  @Test
  void aBlockCannotBeCalledAsAModality() {
    assertThatThrownBy(
            () ->
                new SharedLayout(LAYOUT.shapes(), List.of(new SharedBlock("m1", 1, List.of(0, 1)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'m1' of a shared block is taken");
  }
}
