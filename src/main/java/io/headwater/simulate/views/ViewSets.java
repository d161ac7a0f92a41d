package io.headwater.simulate.views;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Which latents are in which modality. */
public final class ViewSets {
  /** Four modalities of five among six latents, each pair of which shares three or four. */
  public static final List<List<Integer>> YAO =
      List.of(
          List.of(0, 1, 2, 3, 4),
          List.of(0, 1, 2, 4, 5),
          List.of(0, 1, 2, 3, 5),
          List.of(0, 1, 3, 4, 5));

  /** One latent in all modalities, one more in the first and each of the others. */
  public static final List<List<Integer>> THREE =
      List.of(List.of(0, 1, 2, 3), List.of(0, 2, 4, 5), List.of(1, 2, 6, 7));

  /** Every modality has one with which it shares nothing. */
  public static final List<List<Integer>> PAIRS =
      List.of(List.of(0, 1, 4), List.of(0, 1, 5), List.of(2, 3, 6), List.of(2, 3, 7));

  /** The same with specific latents before shared ones. */
  public static final List<List<Integer>> PAIRS_SHARED_LAST =
      List.of(List.of(2, 3, 0), List.of(2, 3, 1), List.of(4, 5, 6), List.of(4, 5, 7));

  public static final List<List<Integer>> NONE =
      List.of(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6, 7, 8));

  public static final List<List<Integer>> ALL =
      List.of(List.of(0, 1, 2), List.of(0, 1, 2), List.of(0, 1, 2));

  private ViewSets() {}

  /**
   * Each latent in a random set of modalities.
   *
   * @param most latents of a modality at most; at least two are in each
   * @param fewest latents of all; one more in half of the draws where {@code vary}
   */
  public static List<List<Integer>> random(
      long seed, int modalities, int fewest, boolean vary, int most) {
    SplittableRandom random = new SplittableRandom(seed * 31 + modalities);
    while (true) {
      List<List<Integer>> sets = new ArrayList<>();
      for (int m = 0; m < modalities; m++) {
        sets.add(new ArrayList<>());
      }
      int latents = fewest + (vary ? random.nextInt(2) : 0);
      for (int latent = 0; latent < latents; latent++) {
        int mask = 1 + random.nextInt((1 << modalities) - 1);
        for (int m = 0; m < modalities; m++) {
          if ((mask >> m & 1) == 1) {
            sets.get(m).add(latent);
          }
        }
      }
      if (sets.stream().allMatch(s -> s.size() >= 2 && s.size() <= most)) {
        return sets;
      }
    }
  }

  /** Links from each latent to all later ones. */
  public static List<ViewsSettings.Link> dense(int latents, double strength) {
    List<ViewsSettings.Link> links = new ArrayList<>();
    for (int cause = 0; cause < latents; cause++) {
      for (int effect = cause + 1; effect < latents; effect++) {
        links.add(new ViewsSettings.Link(cause, effect, strength));
      }
    }
    return links;
  }
}
