package io.headwater.model.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.model.GradientScope;
import io.headwater.model.StagingBuffers;
import io.headwater.model.TensorEngine;
import io.headwater.simulate.views.ViewsSettings.Law;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bridge to tensors, with codes that are parameters themselves. */
class PartialSharingTest {
  private static final int ROWS = 200;
  private static final PullSchedule AT_ONCE = new PullSchedule(0, 1, 0.5);
  private static final List<List<Integer>> SETS = List.of(List.of(0, 1, 2), List.of(0, 1, 3));

  private static ComponentRows codes() {
    return SharedCodes.draw(11, ROWS, SETS, 0.5, Law.GAUSSIAN, List.of()).components();
  }

  private record Pulled(double loss, float[][] gradients) {}

  private static Pulled pull(PartialSharing sharing, float[][] values, long steps) {
    ComponentRows rows = ComponentRows.complete(new int[] {3, 3}, values);
    StagingBuffers staging = new StagingBuffers();
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      NDArray[] leaves = new NDArray[2];
      for (int m = 0; m < 2; m++) {
        leaves[m] = staging.stage(manager, values[m], new Shape(ROWS, 3));
        leaves[m].setRequiresGradient(true);
      }
      NDArray loss;
      try (GradientScope scope = GradientScope.open()) {
        loss = manager.zeros(new Shape()).add(leaves[0].sum()).sub(leaves[0].sum());
        loss = loss.add(sharing.loss(leaves, rows.present(), steps, manager, staging));
        loss = loss.add(leaves[1].sum()).sub(leaves[1].sum());
        scope.backward(loss);
      }
      return new Pulled(
          loss.getFloat(),
          new float[][] {
            leaves[0].getGradient().toFloatArray(), leaves[1].getGradient().toFloatArray()
          });
    }
  }

  @Test
  void nothingIsPulledDuringWarmUp() {
    PartialSharing sharing = new PartialSharing(new int[] {3, 3}, new PullSchedule(10, 5, 1));
    Pulled pulled = pull(sharing, codes().values(), 3);
    assertThat(pulled.loss()).isZero();
    assertThat(pulled.gradients()[0]).containsOnly(0f);
  }

  @Test
  void theLossIsThatOfTheMatchingAndFollowingItsGradientLowersIt() {
    PartialSharing sharing = new PartialSharing(new int[] {3, 3}, AT_ONCE);
    float[][] values = {codes().values()[0].clone(), codes().values()[1].clone()};
    Pulled first = pull(sharing, values, 1);
    SharedAxes axes = SharedAxes.of(CodeMoments.of(codes()), null);
    double expected =
        SharingPull.of(axes.components(codes()), AT_ONCE.kappa(1), AT_ONCE.blur(1)).loss();
    assertThat(first.loss()).isCloseTo(0.5 * expected, within(1e-3));
    double loss = first.loss();
    for (int step = 0; step < 20; step++) {
      Pulled pulled = pull(sharing, values, 1);
      loss = pulled.loss();
      for (int m = 0; m < 2; m++) {
        for (int at = 0; at < values[m].length; at++) {
          values[m][at] -= 20 * pulled.gradients()[m][at];
        }
      }
    }
    assertThat(loss).isLessThan(0.9 * first.loss());
  }

  @Test
  void codesThatAreNotFiniteLeaveNoTrace() {
    PartialSharing sharing = new PartialSharing(new int[] {3, 3}, AT_ONCE);
    float[][] broken = {codes().values()[0].clone(), codes().values()[1].clone()};
    broken[0][4] = Float.NaN;
    pull(sharing, broken, 1);
    Pulled after = pull(sharing, codes().values(), 1);
    Pulled fresh = pull(new PartialSharing(new int[] {3, 3}, AT_ONCE), codes().values(), 1);
    assertThat(after.gradients()).isDeepEqualTo(fresh.gradients());
  }
}
