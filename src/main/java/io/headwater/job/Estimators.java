package io.headwater.job;

import io.headwater.config.CoupledConfig;
import io.headwater.config.EstimatorConfig;
import io.headwater.config.GraphConfig;
import io.headwater.config.HeadwaterConfig;
import io.headwater.config.MixtureConfig;
import io.headwater.config.ModalityConfig;
import io.headwater.config.SharedConfig;
import io.headwater.config.SharingConfig;
import io.headwater.estimator.ComponentBlock;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.SharedBlock;
import io.headwater.estimator.baseline.BaselineKind;
import io.headwater.estimator.coupled.CoupledSettings;
import io.headwater.estimator.mixture.MixtureEstimator;
import io.headwater.learn.EstimatorFactory;
import io.headwater.model.latent.GraphConstraints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    String kind = config.estimator().kind();
    return switch (kind) {
      case EstimatorConfig.SUN -> sun(config);
      case EstimatorConfig.COUPLED -> coupled(config);
      case EstimatorConfig.MIXTURE -> mixture(config);
      case EstimatorConfig.SHARED -> partial(config);
      default ->
          baseline(config)
              .map(baseline -> baseline(config, baseline))
              .orElseThrow(
                  () -> new IllegalArgumentException("There is no estimator '" + kind + "'."));
    };
  }

  private static Optional<BaselineKind> baseline(HeadwaterConfig config) {
    return Arrays.stream(BaselineKind.values())
        .filter(kind -> kind.id().equals(config.estimator().kind()))
        .findAny();
  }

  private static EstimatorFactory baseline(HeadwaterConfig config, BaselineKind kind) {
    return new BaselineFactory(
        kind,
        shapes(config),
        config.estimator().hidden(),
        config.estimator().learningRate(),
        config.estimator().weightDecay(),
        config.estimator().refitSteps(),
        config.seed());
  }

  private static EstimatorFactory sun(HeadwaterConfig config) {
    return new SunFactory(
        shapes(config),
        counted(config),
        shared(config),
        config.estimator().hidden(),
        config.estimator().learningRate(),
        config.estimator().weightDecay(),
        config.estimator().replicas(),
        config.estimator().refitSteps(),
        constraints(config),
        config.seed());
  }

  private static EstimatorFactory mixture(HeadwaterConfig config) {
    return new MixtureFactory(
        shapes(config),
        config.estimator().hidden(),
        config.estimator().learningRate(),
        config.estimator().weightDecay(),
        config.estimator().refitSteps(),
        config.estimator().mixture().dimensions(),
        config.estimator().mixture().categories(),
        config.estimator().mixture().formulas(),
        config.seed());
  }

  private static EstimatorFactory partial(HeadwaterConfig config) {
    SharingConfig sharing = config.estimator().sharing();
    return new PartialFactory(
        shapes(config),
        config.estimator().hidden(),
        config.estimator().learningRate(),
        config.estimator().weightDecay(),
        config.estimator().replicas(),
        config.estimator().refitSteps(),
        sharing.specificCauses() == SharingConfig.SpecificCauses.ALLOWED,
        sharing.kappa(),
        sharing.grey(),
        sharing.weight(),
        sharing.warmUp(),
        sharing.ramp(),
        config.seed());
  }

  private static EstimatorFactory coupled(HeadwaterConfig config) {
    CoupledConfig coupled = config.estimator().coupled();
    return new CoupledFactory(
        shapes(config),
        new CoupledSettings(
            switch (coupled.geometry()) {
              case SPHERE -> CoupledSettings.Geometry.SPHERE;
              case BOX -> CoupledSettings.Geometry.BOX;
            },
            coupled.temperature(),
            coupled.queue(),
            switch (coupled.negatives()) {
              case OTHER_TIMES -> CoupledSettings.Negatives.OTHER_TIMES;
              case OTHER_SUBJECTS -> CoupledSettings.Negatives.OTHER_SUBJECTS;
            },
            config.estimator().hidden(),
            config.estimator().learningRate(),
            config.estimator().weightDecay(),
            config.estimator().refitSteps()),
        config.seed());
  }

  private static Set<String> counted(HeadwaterConfig config) {
    return config.modalities().stream()
        .filter(m -> m.latents().isAuto())
        .map(ModalityConfig::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is published of a window: modalities in declared order, then shared blocks. */
  public static List<ComponentBlock> components(HeadwaterConfig config) {
    MixtureConfig mixture = config.estimator().mixture();
    if (mixture != null) {
      return List.of(
          new ComponentBlock(MixtureEstimator.JOINT, mixture.dimensions(), 0),
          new ComponentBlock(MixtureEstimator.CAUSES, mixture.categories().size(), 0));
    }
    return baseline(config).map(kind -> published(config, kind)).orElseGet(() -> declared(config));
  }

  private static List<ComponentBlock> published(HeadwaterConfig config, BaselineKind kind) {
    List<ModalityShape> shapes = shapes(config);
    return shapes.stream()
        .map(shape -> new ComponentBlock(shape.name(), kind.latents(shape, shapes), 0))
        .toList();
  }

  private static List<ComponentBlock> declared(HeadwaterConfig config) {
    List<ComponentBlock> components = new ArrayList<>();
    for (ModalityConfig m : config.modalities()) {
      components.add(new ComponentBlock(m.name(), m.mostLatents(), m.exogenous()));
    }
    for (SharedConfig block : config.shared()) {
      components.add(new ComponentBlock(block.name(), block.latents(), 0));
    }
    return components;
  }

  private static List<SharedBlock> shared(HeadwaterConfig config) {
    List<String> declared = config.modalities().stream().map(ModalityConfig::name).toList();
    return config.shared().stream().map(block -> block.toBlock(declared)).toList();
  }

  private static GraphConstraints constraints(HeadwaterConfig config) {
    GraphConfig graph = config.estimator().graph();
    return graph == null
        ? GraphConstraints.none()
        : graph.toConstraints(config.modalities().stream().map(ModalityConfig::name).toList());
  }
}
