package io.headwater.estimator.sun;

import io.headwater.estimator.ComponentBlock;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.SharedBlock;
import io.headwater.model.Alignment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where shared blocks lie in the codes. The encoder of a modality gives {@code [own latents, one
 * part per shared block that it contains, exogenous]}; the latent stage sees the modalities with
 * their own latents and exogenous components, and after them the shared blocks as modalities of
 * their own.
 *
 * @param shapes the modalities, latents their own
 * @param blocks what they share; none as a rule
 */
record SharedLayout(List<ModalityShape> shapes, List<SharedBlock> blocks) {
  SharedLayout {
    shapes = List.copyOf(shapes);
    blocks = List.copyOf(blocks);
    Set<String> names = new HashSet<>();
    shapes.forEach(shape -> names.add(shape.name()));
    for (SharedBlock block : blocks) {
      if (!names.add(block.name())) {
        throw new IllegalArgumentException(
            "The name '%s' of a shared block is taken already; rename the block."
                .formatted(block.name()));
      }
      int last = block.members().get(block.members().size() - 1);
      if (block.members().get(0) < 0 || last >= shapes.size()) {
        throw new IllegalArgumentException(
            "Shared block '%s' has members %s, but there are %d modalities; count from 0."
                .formatted(block.name(), block.members(), shapes.size()));
      }
    }
  }

  int modalities() {
    return shapes.size();
  }

  /** Shared latents that a modality contains. */
  int sharedIn(int modality) {
    return blocks.stream()
        .filter(block -> block.members().contains(modality))
        .mapToInt(SharedBlock::latents)
        .sum();
  }

  /** The modality as its encoder sees it: the shared latents count among its latents. */
  ModalityShape encoded(int modality) {
    ModalityShape shape = shapes.get(modality);
    int shared = sharedIn(modality);
    return shared == 0 ? shape : shape.withLatents(shape.latents() + shared);
  }

  /** First dimension of a block in the encoder's code of a member. */
  int place(int block, int modality) {
    int place = shapes.get(modality).latents();
    for (SharedBlock earlier : blocks.subList(0, block)) {
      place += earlier.members().contains(modality) ? earlier.latents() : 0;
    }
    return place;
  }

  /** What the latent stage solves for: modalities in declared order, then shared blocks. */
  List<ComponentBlock> components() {
    List<ComponentBlock> components = new ArrayList<>();
    shapes.forEach(s -> components.add(new ComponentBlock(s.name(), s.latents(), s.exogenous())));
    blocks.forEach(b -> components.add(new ComponentBlock(b.name(), b.latents(), 0)));
    return components;
  }

  /** Per component block, the shared blocks that it contains, numbered among the components. */
  int[][] given() {
    int[][] given = new int[modalities() + blocks.size()][0];
    for (int m = 0; m < modalities(); m++) {
      List<Integer> contained = new ArrayList<>();
      for (int b = 0; b < blocks.size(); b++) {
        if (blocks.get(b).members().contains(m)) {
          contained.add(modalities() + b);
        }
      }
      given[m] = contained.stream().mapToInt(Integer::intValue).toArray();
    }
    return given;
  }

  /** What is taken for granted about the blocks, as sentences. */
  List<String> sentences() {
    return blocks.stream()
        .map(
            block ->
                "%s contain the same latents '%s' (declared); no causal edge joins these with latents that one of them has alone."
                    .formatted(
                        block.members().stream()
                            .map(m -> "'" + shapes.get(m).name() + "'")
                            .collect(Collectors.joining(" and ")),
                        block.name()))
        .toList();
  }

  /** All pairs of members of all blocks. */
  List<Alignment.Pair> pairs() {
    List<Alignment.Pair> pairs = new ArrayList<>();
    for (int b = 0; b < blocks.size(); b++) {
      SharedBlock block = blocks.get(b);
      for (int i = 0; i < block.members().size(); i++) {
        for (int j = i + 1; j < block.members().size(); j++) {
          int first = block.members().get(i);
          int second = block.members().get(j);
          pairs.add(
              new Alignment.Pair(
                  first, place(b, first), second, place(b, second), block.latents()));
        }
      }
    }
    return pairs;
  }
}
