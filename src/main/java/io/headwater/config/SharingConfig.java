package io.headwater.config;

/**
 * Settings of the kind {@code shared}.
 *
 * @param specificCauses whether latents of one modality alone may cause shared ones, which the
 *     theorem excludes; default excluded
 */
public record SharingConfig(SpecificCauses specificCauses) {

  /** Whether edges lead from specific to shared latents. */
  public enum SpecificCauses {
    EXCLUDED,
    ALLOWED
  }

  public static final SpecificCauses DEFAULT_SPECIFIC_CAUSES = SpecificCauses.EXCLUDED;

  public SharingConfig {
    specificCauses = specificCauses == null ? DEFAULT_SPECIFIC_CAUSES : specificCauses;
  }

  static SharingConfig defaults() {
    return new SharingConfig(null);
  }
}
