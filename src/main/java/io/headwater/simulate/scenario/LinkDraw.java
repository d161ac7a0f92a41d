package io.headwater.simulate.scenario;

import io.headwater.simulate.Draws;
import io.headwater.simulate.scenario.Structure.Cycle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Draws the links of a structure at random. */
final class LinkDraw {
  /** An ordered pair of latents. */
  private record Pair(int parent, int child) {}

  private final Structure structure;
  private final SplittableRandom random;
  private final int d;
  private final int[] order;
  private final boolean[][] cross;
  private final boolean[][] within;

  private LinkDraw(Structure structure, SplittableRandom random) {
    this.structure = structure;
    this.random = random;
    this.d = structure.latents();
    this.order = order(structure, random);
    this.cross = new boolean[structure.allLatents()][structure.allLatents()];
    this.within = new boolean[structure.allLatents()][structure.allLatents()];
  }

  static LatentGraph draw(Structure structure, SplittableRandom random) {
    LinkDraw drawing = new LinkDraw(structure, random);
    drawing.links();
    drawing.extraCross();
    drawing.within();
    boolean[][] sharedBy = drawing.sharedBy();
    LatentGraph acyclic =
        new LatentGraph(drawing.d, drawing.order, drawing.cross, drawing.within, sharedBy);
    drawing.cycle(acyclic);
    return acyclic;
  }

  private static int[] order(Structure structure, SplittableRandom random) {
    int modalities = structure.modalities();
    if (structure.order() == Structure.Order.PERMUTED) {
      return Draws.permutation(random, modalities);
    }
    int[] order = new int[modalities];
    for (int p = 0; p < modalities; p++) {
      order[p] = structure.order() == Structure.Order.CAUSAL ? p : modalities - 1 - p;
    }
    return order;
  }

  private int latent(int position, int component) {
    return order[position] * d + component;
  }

  private void links() {
    switch (structure.links()) {
      case NONE -> {}
      case CHAIN -> chain();
      case LOOP -> loop();
      case SPARSE_RANDOM -> sparse();
      case DENSE -> dense();
      case DIGIT_AND_ITEM -> digitAndItem();
    }
  }

  /**
   * @return for each position after the first, the parent's component of each component
   */
  private int[][] chain() {
    int[][] step = new int[order.length][];
    for (int p = 1; p < order.length; p++) {
      step[p] = Draws.permutation(random, d);
      oneToOne(p - 1, p, step[p]);
    }
    return step;
  }

  private void loop() {
    int[][] step = chain();
    for (int p = 2; p < order.length; p++) {
      int[] around = new int[d];
      for (int i = 0; i < d; i++) {
        around[i] = step[p - 1][step[p][i]];
      }
      oneToOne(p - 2, p, Draws.derangement(random, around));
    }
  }

  private void oneToOne(int cause, int effect, int[] parentOf) {
    for (int i = 0; i < d; i++) {
      cross[latent(cause, parentOf[i])][latent(effect, i)] = true;
    }
  }

  private void sparse() {
    for (int p = 1; p < order.length; p++) {
      for (int i = 0; i < d; i++) {
        cross[latent(random.nextInt(p), random.nextInt(d))][latent(p, i)] = true;
      }
    }
    for (int i = 0; i < d; i++) {
      int root = latent(0, i);
      boolean lonely = true;
      for (boolean child : cross[root]) {
        lonely &= !child;
      }
      if (lonely) {
        cross[root][latent(1 + random.nextInt(order.length - 1), random.nextInt(d))] = true;
      }
    }
  }

  private void dense() {
    chain();
    List<Pair> beyondChain = freePairs();
    beyondChain.forEach(pair -> cross[pair.parent()][pair.child()] = true);
    int all = order.length * (order.length - 1) / 2 * d * d;
    int removed = (int) Math.min(beyondChain.size(), Math.round(structure.removedLinks() * all));
    for (int k : Draws.permutation(random, beyondChain.size())) {
      if (removed-- > 0) {
        cross[beyondChain.get(k).parent()][beyondChain.get(k).child()] = false;
      }
    }
  }

  private void digitAndItem() {
    int[] digit = Draws.permutation(random, 2);
    int[] item = Draws.permutation(random, 2);
    within[latent(0, digit[0])][latent(0, digit[1])] = true;
    cross[latent(0, digit[0])][latent(1, item[0])] = true;
    within[latent(1, item[0])][latent(1, item[1])] = true;
  }

  private void extraCross() {
    List<Pair> free = freePairs();
    if (structure.extraCross() > free.size()) {
      throw new IllegalArgumentException(
          "%d extra cross links do not fit; the %s links leave room for %d."
              .formatted(structure.extraCross(), structure.links(), free.size()));
    }
    pick(free, structure.extraCross(), cross);
  }

  private void within() {
    List<Pair> free = new ArrayList<>();
    for (int m = 0; m < order.length; m++) {
      int[] causesFirst = Draws.permutation(random, d);
      for (int i = 0; i < d; i++) {
        for (int j = i + 1; j < d; j++) {
          free.add(new Pair(m * d + causesFirst[i], m * d + causesFirst[j]));
        }
      }
    }
    pick(free, structure.within(), within);
  }

  /** Pairs along the causal order that are not linked yet. */
  private List<Pair> freePairs() {
    List<Pair> free = new ArrayList<>();
    for (int cause = 0; cause < order.length; cause++) {
      for (int effect = cause + 1; effect < order.length; effect++) {
        for (int k = 0; k < d * d; k++) {
          Pair pair = new Pair(latent(cause, k / d), latent(effect, k % d));
          if (!cross[pair.parent()][pair.child()]) {
            free.add(pair);
          }
        }
      }
    }
    return free;
  }

  private void pick(List<Pair> free, int count, boolean[][] links) {
    int[] shuffled = Draws.permutation(random, free.size());
    for (int k = 0; k < count; k++) {
      Pair pair = free.get(shuffled[k]);
      links[pair.parent()][pair.child()] = true;
    }
  }

  private boolean[][] sharedBy() {
    boolean[][] sharedBy = new boolean[structure.shared()][order.length];
    for (boolean[] seen : sharedBy) {
      int[] modalities = Draws.permutation(random, order.length);
      for (int k = 0; k < structure.sharedBy(); k++) {
        seen[modalities[k]] = true;
      }
    }
    return sharedBy;
  }

  private void cycle(LatentGraph acyclic) {
    if (structure.cycle() == Cycle.WITHIN) {
      int m = random.nextInt(order.length);
      int[] pair = Draws.permutation(random, d);
      within[m * d + pair[0]][m * d + pair[1]] = true;
      within[m * d + pair[1]][m * d + pair[0]] = true;
    } else if (structure.cycle() == Cycle.ACROSS) {
      List<Pair> feedback = feedback(acyclic);
      Pair pair = feedback.get(random.nextInt(feedback.size()));
      cross[pair.parent()][pair.child()] = true;
    }
  }

  /** From effects to their ancestors; where possible from the last modality to the first. */
  private List<Pair> feedback(LatentGraph acyclic) {
    boolean[][] reaches = reaches(acyclic);
    List<Pair> far = new ArrayList<>();
    List<Pair> any = new ArrayList<>();
    for (int ancestor = 0; ancestor < order.length * d; ancestor++) {
      for (int effect = 0; effect < order.length * d; effect++) {
        if (reaches[ancestor][effect] && ancestor / d != effect / d) {
          Pair pair = new Pair(effect, ancestor);
          any.add(pair);
          if (ancestor / d == order[0] && effect / d == order[order.length - 1]) {
            far.add(pair);
          }
        }
      }
    }
    return Collections.unmodifiableList(far.isEmpty() ? any : far);
  }

  private static boolean[][] reaches(LatentGraph acyclic) {
    int n = acyclic.latents();
    boolean[][] reaches = new boolean[n][n];
    List<List<Integer>> causesFirst = acyclic.blocks();
    for (List<Integer> block : causesFirst) {
      int child = block.get(0);
      for (int parent : acyclic.parents(child)) {
        reaches[parent][child] = true;
        for (int ancestor = 0; ancestor < n; ancestor++) {
          reaches[ancestor][child] |= reaches[ancestor][parent];
        }
      }
    }
    return reaches;
  }
}
