package io.headwater.job;

import io.headwater.config.GraphConfig;
import io.headwater.config.HeadwaterConfig;
import io.headwater.config.ModalityConfig;
import io.headwater.estimator.ModalityShape;
import io.headwater.learn.EstimatorFactory;
import io.headwater.model.latent.GraphConstraints;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** From configuration to the shapes and the estimator that a learner runs. */
public final class Estimators {
  private Estimators() {}

  /**
   * The declared modalities as the estimator sees them, in declared order; where latents are
   * counted, with the greatest number.
   */
  public static List<ModalityShape> shapes(HeadwaterConfig config) {
    List<ModalityShape> shapes = new ArrayList<>();
    config.modalities().forEach(m -> shapes.add(m.toShape(config.window().size())));
    return shapes;
  }

  /** A factory that can travel to a task manager. */
  public static EstimatorFactory factory(HeadwaterConfig config) {
    return new SunFactory(
        shapes(config),
        counted(config),
        config.estimator().hidden(),
        config.estimator().learningRate(),
        config.estimator().replicas(),
        config.estimator().refitSteps(),
        constraints(config),
        config.seed());
  }

  private static Set<String> counted(HeadwaterConfig config) {
    return config.modalities().stream()
        .filter(m -> m.latents().isAuto())
        .map(ModalityConfig::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static GraphConstraints constraints(HeadwaterConfig config) {
    GraphConfig graph = config.estimator().graph();
    return graph == null
        ? GraphConstraints.none()
        : graph.toConstraints(config.modalities().stream().map(ModalityConfig::name).toList());
  }
}
