package io.headwater.config;

/**
 * Settings of the kind {@code shared}.
 *
 * @param specificCauses whether latents of one modality alone may cause shared ones, which the
 *     theorem excludes; default excluded
 * @param kappa up to this cost, 1 - |correlation| relative to the noise ceiling, two components are
 *     one latent; default .05
 * @param grey up to this cost they are reported as shared or strongly coupled, over kappa; default
 *     .2
 * @param weight of the loss that pulls shared components together, from 0; default .1
 * @param warmUp optimiser steps before it comes in; default 400
 * @param ramp optimiser steps over which it comes in; default 600
 */
public record SharingConfig(
    SpecificCauses specificCauses,
    Double kappa,
    Double grey,
    Double weight,
    Integer warmUp,
    Integer ramp) {

  /** Whether edges lead from specific to shared latents. */
  public enum SpecificCauses {
    EXCLUDED,
    ALLOWED
  }

  public static final SpecificCauses DEFAULT_SPECIFIC_CAUSES = SpecificCauses.EXCLUDED;
  public static final double DEFAULT_KAPPA = 0.05;
  public static final double DEFAULT_GREY = 0.2;
  public static final double DEFAULT_WEIGHT = 0.1;
  public static final int DEFAULT_WARM_UP = 400;
  public static final int DEFAULT_RAMP = 600;

  public SharingConfig {
    specificCauses = specificCauses == null ? DEFAULT_SPECIFIC_CAUSES : specificCauses;
    kappa = kappa == null ? (Double) DEFAULT_KAPPA : kappa;
    grey = grey == null ? (Double) DEFAULT_GREY : grey;
    weight = weight == null ? (Double) DEFAULT_WEIGHT : weight;
    warmUp = warmUp == null ? (Integer) DEFAULT_WARM_UP : warmUp;
    ramp = ramp == null ? (Integer) DEFAULT_RAMP : ramp;
  }

  static SharingConfig defaults() {
    return new SharingConfig(null, null, null, null, null, null);
  }
}
