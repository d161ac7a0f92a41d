package io.headwater.simulate.views;

import io.headwater.simulate.views.ViewsSettings.Law;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Codes of true latents by which the module that finds shared ones is judged, without encoders. */
public enum CodesPreset {
  RANDOM("b-codes", "true codes, noise .2, 1,024 rows, four modalities, random sets of seven"),
  MARGINAL("b-codes-marginal", "ablation: b-codes with distances of marginals for coupling gaps"),
  NONE("b-codes-none", "true codes of three modalities that share nothing"),
  ALL("b-codes-all", "true codes of three modalities that share everything");

  public static final int ROWS = 1024;

  private static final double NOISE = 0.2;
  private static final int LATENTS = 7;
  private static final int MODALITIES = 4;

  private final String id;
  private final String summary;

  CodesPreset(String id, String summary) {
    this.id = id;
    this.summary = summary;
  }

  public BentCodes draw(long seed) {
    List<List<Integer>> sets =
        switch (this) {
          case RANDOM, MARGINAL -> ViewSets.random(seed, MODALITIES, LATENTS, false, LATENTS);
          case NONE -> ViewSets.NONE;
          case ALL -> ViewSets.ALL;
        };
    return BentCodes.draw(seed, ROWS, sets, NOISE, Law.MIXED, List.of());
  }

  /** How users name it. */
  public String id() {
    return id;
  }

  /** One line on what it is. */
  public String summary() {
    return summary;
  }

  public static Optional<CodesPreset> of(String id) {
    return Arrays.stream(values()).filter(preset -> preset.id.equals(id)).findFirst();
  }
}
