package io.headwater.estimator.baseline;

import ai.djl.ndarray.NDArray;
import io.headwater.estimator.ModalityIntake;
import io.headwater.model.Alignment;
import io.headwater.model.CodeEncoder;
import io.headwater.model.ParameterLayout;
import io.headwater.model.Scalars;
import java.util.ArrayList;
import java.util.List;

/**
 * Multimodal contrastive learning (Daunhawer et al. 2023): symmetric InfoNCE with squared Euclidean
 * distance at temperature 1 between every two modalities. Finds the content block that modalities
 * share and nothing of its components; all modalities have as many latents as the largest.
 */
final class ContentContrast implements BaselineObjective {
  private static final double TEMPERATURE = 1;

  private final int width;
  private final Alignment contrast;
  private final List<CodeEncoder> encoders = new ArrayList<>();

  ContentContrast(
      ParameterLayout layout,
      Scalars scalars,
      List<ModalityIntake> intakes,
      BaselineSettings settings) {
    int hidden = settings.hidden();
    width = intakes.stream().mapToInt(intake -> intake.shape().latents()).max().orElseThrow();
    contrast = new Alignment(scalars, TEMPERATURE);
    for (ModalityIntake intake : intakes) {
      encoders.add(
          new CodeEncoder(
              layout,
              scalars,
              intake.shape().name(),
              intake.encoder(),
              hidden,
              intake.targetCount(),
              width));
    }
  }

  @Override
  public int published(int modality) {
    return width;
  }

  @Override
  public boolean contrasts() {
    return true;
  }

  @Override
  public Value evaluate(ParameterLayout.Parameters p, BaselineBatch batch, StepMemory step) {
    NDArray[] codes = new NDArray[encoders.size()];
    for (int m = 0; m < codes.length; m++) {
      BaselineBatch.Block b = batch.modalities()[m];
      codes[m] = latents(p, m, b.input(), b.target());
    }
    NDArray loss = step.zero();
    int pair = 0;
    for (int a = 0; a < codes.length; a++) {
      for (int b = a + 1; b < codes.length; b++, pair++) {
        if (batch.pairs()[pair] != null) {
          loss = loss.add(contrast.contrast(codes[a], codes[b], batch.pairs()[pair]));
        }
      }
    }
    return new Value(loss, codes);
  }

  @Override
  public NDArray latents(ParameterLayout.Parameters p, int m, NDArray input, NDArray target) {
    return encoders.get(m).encode(p, input, target);
  }
}
