package io.headwater.estimator.baseline;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.ModalityShape;
import io.headwater.model.ParameterLayout;
import io.headwater.model.Scalars;
import java.util.List;

/** The baselines, by the names that configurations call them. */
public enum BaselineKind {
  BETA_VAE("beta-vae", BetaVae::new, true),
  CONTENT_CONTRAST("content-contrast", ContentContrast::new, false),
  SUN_AS_PUBLISHED("sun-as-published", PublishedSun::new, false);

  private final String id;
  private final Declaration declaration;
  private final boolean publishesAll;

  BaselineKind(String id, Declaration declaration, boolean publishesAll) {
    this.id = id;
    this.declaration = declaration;
    this.publishesAll = publishesAll;
  }

  /** Declares an objective's parameters. */
  @FunctionalInterface
  interface Declaration {
    BaselineObjective declare(
        ParameterLayout layout,
        Scalars scalars,
        List<ModalityIntake> intakes,
        BaselineSettings settings);
  }

  public String id() {
    return id;
  }

  BaselineObjective declare(
      ParameterLayout layout,
      Scalars scalars,
      List<ModalityIntake> intakes,
      BaselineSettings settings) {
    return declaration.declare(layout, scalars, intakes, settings);
  }

  /** How many latents it publishes of one of several modalities. */
  public int latents(ModalityShape shape, List<ModalityShape> among) {
    if (this == CONTENT_CONTRAST) {
      return among.stream().mapToInt(ModalityShape::latents).max().orElseThrow();
    }
    return publishesAll ? shape.codeWidth() : shape.latents();
  }
}
