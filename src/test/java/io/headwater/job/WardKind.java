package io.headwater.job;

import io.headwater.config.EstimatorConfig;
import io.headwater.estimator.baseline.BaselineKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@link SmallWard} under each kind of estimator: what to lay over its configuration so that
 * all kinds are solved for within {@link #FIRST_SOLVE} windows, though one modality is missing in a
 * part of them.
 */
public enum WardKind {
  SUN(EstimatorConfig.SUN),
  COUPLED(EstimatorConfig.COUPLED, "estimator.coupled.queue=64", "modalities[2].latents=2"),
  MIXTURE(EstimatorConfig.MIXTURE, "estimator.mixture.categories=[2, 3]"),
  SHARED(EstimatorConfig.SHARED, "estimator.sharing.warm-up=10", "estimator.sharing.ramp=20"),
  BETA_VAE(BaselineKind.BETA_VAE.id()),
  CONTENT_CONTRAST(BaselineKind.CONTENT_CONTRAST.id()),
  SUN_AS_PUBLISHED(BaselineKind.SUN_AS_PUBLISHED.id());

  /** Windows before the first re-solve: above what each kind asks for (200 and 50 held out). */
  public static final int FIRST_SOLVE = 300;

  /** Of each subject: enough for windows after the first solve. */
  public static final int WINDOWS = 116;

  private final String kind;
  private final List<String> own;

  WardKind(String kind, String... own) {
    this.kind = kind;
    this.own = List.of(own);
  }

  /** Name of the kind as configurations have it. */
  public String kind() {
    return kind;
  }

  /** Settings over the ward's. */
  public String[] settings() {
    List<String> all = new ArrayList<>(own);
    all.add("estimator.kind=" + kind);
    all.add("learning.first-refit=" + FIRST_SOLVE);
    // More than the ward's, which would not hold so many; graphs come out right after a solve.
    all.add("learning.reservoir=400");
    all.add("learning.graph-every=20");
    return all.toArray(String[]::new);
  }

  @Override
  public String toString() {
    return kind;
  }
}
