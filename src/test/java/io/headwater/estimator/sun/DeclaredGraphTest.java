package io.headwater.estimator.sun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.estimator.ModalityShape;
import io.headwater.model.latent.GraphConstraints;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the user declares about the graph is named in the report and belongs to the state. */
class DeclaredGraphTest {
  private static final List<ModalityShape> SHAPES = SharedCauses.vectors(2, 3, 1).shapes();
  private static final GraphConstraints ORDER =
      new GraphConstraints(List.of(1, 0), List.of(), List.of());

  private static SunEstimator estimator(GraphConstraints graph) {
    return SunEstimator.create(SHAPES, SunSettings.defaults().withHidden(2).withGraph(graph), 1);
  }

  @Test
  void theReportNamesADeclaredOrderAmongItsAssumptions() {
    String declared =
        "Declared by the user: the causal order is %s, %s; these directions were not tested."
            .formatted(SHAPES.get(1).name(), SHAPES.get(0).name());
    try (SunEstimator told = estimator(ORDER);
        SunEstimator free = estimator(GraphConstraints.none())) {
      assertThat(told.report().assumptions()).contains(declared);
      assertThat(free.report().assumptions()).noneMatch(a -> a.startsWith("Declared"));
    }
  }

  @Test
  void aStateLearnedUnderOtherConstraintsIsRefused() {
    try (SunEstimator told = estimator(ORDER);
        SunEstimator free = estimator(GraphConstraints.none())) {
      byte[] state = free.save();
      assertThatThrownBy(() -> told.restore(state)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void constraintsOnModalitiesThatDoNotExistAreRefused() {
    GraphConstraints beyond = new GraphConstraints(List.of(0, 5), List.of(), List.of());
    assertThatThrownBy(() -> estimator(beyond)).hasMessageContaining("modality 5");
  }
}
