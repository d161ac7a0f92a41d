package io.headwater.simulate.scenario;

import java.util.Objects;

/**
 * Which latents there are and who causes whom.
 *
 * @param modalities number of modalities M
 * @param latents latents of each modality
 * @param exogenous components of each modality that nothing else shares, 0 or more
 * @param links how modalities are linked
 * @param removedLinks share of all cross links that {@link Links#DENSE} leaves out, 0 to 0.75; it
 *     stops where a one-to-one chain remains, so that each latent keeps a link. Zero otherwise
 * @param extraCross cross links drawn on top, along the causal order
 * @param within links drawn inside modalities
 * @param cycle where one cycle is closed, if any
 * @param shared latents that belong to no modality and are mixed into several
 * @param sharedBy modalities that see each shared latent, 2 or 3; 0 when there is none
 * @param order how the observed order of modalities relates to the causal one
 */
public record Structure(
    int modalities,
    int latents,
    int exogenous,
    Links links,
    double removedLinks,
    int extraCross,
    int within,
    Cycle cycle,
    int shared,
    int sharedBy,
    Order order) {

  /** Links across modalities. */
  public enum Links {
    /** Each modality one to one with the next, by a random permutation. */
    CHAIN,
    /**
     * The chain, and each modality one to one with the next but one by a permutation that agrees
     * nowhere with the way round: a loop with different sparse patterns (methods.md 2.2b).
     */
    LOOP,
    /**
     * Each latent has one parent in a random earlier modality; a first latent that is nobody's
     * parent gets a child.
     */
    SPARSE_RANDOM,
    /** Every latent causes every latent of every later modality. */
    DENSE,
    /** No link across modalities. */
    NONE,
    /**
     * That of the pictures of Sun et al. 2025, table 2, two modalities of two latents: position
     * causes transparency and the other's position, which causes its grey level.
     */
    DIGIT_AND_ITEM
  }

  /** A cycle on top of the other links. */
  public enum Cycle {
    NONE,
    /** Two latents of one modality cause each other. */
    WITHIN,
    /** A latent of the last modality causes one of its ancestors in the first. */
    ACROSS
  }

  /** Order in which modalities are listed. */
  public enum Order {
    /** At random, by the seed, so that no fixed order tells the answer. */
    PERMUTED,
    /** Causes first. */
    CAUSAL,
    /** Effects first. */
    REVERSED
  }

  public static final double MOST_REMOVED = 0.75;

  private static final int MOST_MODALITIES = 64;

  public Structure {
    Objects.requireNonNull(links, "links");
    Objects.requireNonNull(cycle, "cycle");
    Objects.requireNonNull(order, "order");
    if (modalities < 1 || modalities > MOST_MODALITIES) {
      throw new IllegalArgumentException(
          "%d modalities cannot be made; give 1 to %d.".formatted(modalities, MOST_MODALITIES));
    }
    if (latents < 1 || latents > MOST_MODALITIES) {
      throw new IllegalArgumentException(
          "%d latents per modality cannot be made; give 1 to %d."
              .formatted(latents, MOST_MODALITIES));
    }
    if (exogenous < 0 || extraCross < 0 || within < 0 || shared < 0) {
      throw new IllegalArgumentException(
          "Counts cannot be negative; exogenous components are %d, extra cross links %d, within links %d, shared latents %d."
              .formatted(exogenous, extraCross, within, shared));
    }
    if (modalities == 1 && links != Links.NONE) {
      throw new IllegalArgumentException(
          "One modality has no other to be linked with; set links to none, or give 2 modalities.");
    }
    if (!(removedLinks >= 0 && removedLinks <= MOST_REMOVED)) {
      throw new IllegalArgumentException(
          "Removing a share of %s of the links is outside 0 to %s."
              .formatted(removedLinks, MOST_REMOVED));
    }
    if (removedLinks > 0 && links != Links.DENSE) {
      throw new IllegalArgumentException(
          "Links are removed from dense links only, and these are '%s'; set links to dense or remove none."
              .formatted(links));
    }
    if (within > modalities * latents * (latents - 1) / 2) {
      throw new IllegalArgumentException(
          "%d within links do not fit %d modalities of %d latents; there is room for %d."
              .formatted(within, modalities, latents, modalities * latents * (latents - 1) / 2));
    }
    if (cycle == Cycle.WITHIN && latents < 2) {
      throw new IllegalArgumentException(
          "A cycle within a modality needs two latents and it has one; give 2 latents.");
    }
    if (cycle == Cycle.ACROSS && links == Links.NONE) {
      throw new IllegalArgumentException(
          "A cycle across modalities needs links and there are none; set links to chain or loop.");
    }
    if (shared > 0 ? sharedBy < 2 || sharedBy > Math.min(3, modalities) : sharedBy != 0) {
      throw new IllegalArgumentException(
          "%d shared latents seen by %d of %d modalities; a shared latent is seen by 2 or 3 of them, none by 0."
              .formatted(shared, sharedBy, modalities));
    }
    if (links == Links.DIGIT_AND_ITEM && (modalities != 2 || latents != 2)) {
      throw new IllegalArgumentException(
          "Links of digit and item join 2 modalities of 2 latents, not %d of %d."
              .formatted(modalities, latents));
    }
  }

  /** M modalities with links and nothing special, in permuted order. */
  public static Structure of(int modalities, int latents, int exogenous, Links links) {
    return new Structure(
        modalities, latents, exogenous, links, 0, 0, 0, Cycle.NONE, 0, 0, Order.PERMUTED);
  }

  /** Latents of all modalities and the shared ones. */
  public int allLatents() {
    return modalities * latents + shared;
  }

  public Structure withRemovedLinks(double share) {
    return new Structure(
        modalities,
        latents,
        exogenous,
        links,
        share,
        extraCross,
        within,
        cycle,
        shared,
        sharedBy,
        order);
  }

  public Structure withExtraCross(int count) {
    return new Structure(
        modalities,
        latents,
        exogenous,
        links,
        removedLinks,
        count,
        within,
        cycle,
        shared,
        sharedBy,
        order);
  }

  public Structure withWithin(int count) {
    return new Structure(
        modalities,
        latents,
        exogenous,
        links,
        removedLinks,
        extraCross,
        count,
        cycle,
        shared,
        sharedBy,
        order);
  }

  public Structure withCycle(Cycle value) {
    return new Structure(
        modalities,
        latents,
        exogenous,
        links,
        removedLinks,
        extraCross,
        within,
        value,
        shared,
        sharedBy,
        order);
  }

  public Structure withShared(int count, int by) {
    return new Structure(
        modalities,
        latents,
        exogenous,
        links,
        removedLinks,
        extraCross,
        within,
        cycle,
        count,
        by,
        order);
  }

  public Structure withOrder(Order value) {
    return new Structure(
        modalities,
        latents,
        exogenous,
        links,
        removedLinks,
        extraCross,
        within,
        cycle,
        shared,
        sharedBy,
        value);
  }
}
