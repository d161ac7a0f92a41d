/**
 * Earlier systems to be compared with, behind the same interface and on the same encoders and
 * optimiser: a BetaVAE, the contrast of Daunhawer et al. 2023, and the objective of Sun et al. 2025
 * as its authors released it. They claim nothing and check no condition.
 */
package io.headwater.estimator.baseline;
