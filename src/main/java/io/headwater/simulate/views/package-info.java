/**
 * Modalities that contain overlapping subsets of the latents (Benhamza et al. 2026; experiments E1
 * to E6 on partially shared latents): rows seen through networks, and codes as perfect encoders
 * would give them, with their truth apart.
 */
package io.headwater.simulate.views;
