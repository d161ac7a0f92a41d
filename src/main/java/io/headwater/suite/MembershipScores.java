package io.headwater.suite;

/**
 * How well it was found which modalities contain which latent; see {@code
 * io.headwater.evaluate.MembershipScore}.
 *
 * @param f1 over pairs: a latent in two modalities
 * @param chance the same memberships on latents at random
 * @param exact whether every latent has exactly its modalities
 * @param falsePairs pairs found that are none
 * @param missedPairs pairs not found
 * @param grey pairs of components that were left undecided
 */
record MembershipScores(
    double f1, double chance, boolean exact, int falsePairs, int missedPairs, int grey) {}
