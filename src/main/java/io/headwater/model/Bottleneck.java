package io.headwater.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * The bottleneck regression: each modality is encoded into a small code; all of the code
 * reconstructs the modality's own summary, its leading dimensions (the latents) predict the
 * summaries of all other modalities. What is shared therefore gathers in the latents, what is
 * private in the rest.
 */
public final class Bottleneck {
  /** Cross skips begin small: nothing is claimed about other modalities before it was learned. */
  private static final double CROSS_SKIP_SCALE = 0.1;

  /**
   * One modality.
   *
   * @param name prefix of its parameters
   * @param encoder its network family
   * @param targets length of its summary
   * @param latents leading code dimensions that predict the others
   * @param codeWidth all code dimensions
   */
  public record Block(
      String name, Encoder.Factory encoder, int targets, int latents, int codeWidth) {}

  /** What makes a code of a modality's linear head; parameters of its own have been declared. */
  @FunctionalInterface
  public interface CodeMap {
    /**
     * @param head (window, code)
     * @return (window, code)
     */
    NDArray apply(ParameterLayout.Parameters p, NDArray head);
  }

  private record Nets(CodeEncoder encoder, DenseNetwork decoder, DenseNetwork cross) {}

  private final List<Block> blocks;
  private final CodeMap map;
  private final List<Nets> nets = new ArrayList<>();

  /** Modalities whose heads are their codes. */
  public Bottleneck(ParameterLayout layout, Scalars scalars, List<Block> blocks, int hidden) {
    this(layout, scalars, blocks, hidden, (p, head) -> head);
  }

  /**
   * @param map from heads to codes, the same for all modalities
   */
  public Bottleneck(
      ParameterLayout layout, Scalars scalars, List<Block> blocks, int hidden, CodeMap map) {
    this.blocks = List.copyOf(blocks);
    this.map = map;
    for (int m = 0; m < blocks.size(); m++) {
      Block b = blocks.get(m);
      CodeEncoder encoder =
          new CodeEncoder(
              layout, scalars, b.name(), b.encoder(), hidden, b.targets(), b.codeWidth());
      double decoderSkip = Math.sqrt(1.0 / b.codeWidth());
      DenseNetwork decoder =
          new DenseNetwork(
              layout,
              scalars,
              b.name() + ".decoder",
              b.codeWidth(),
              hidden,
              b.targets(),
              decoderSkip);
      int others = othersTargets(m);
      DenseNetwork cross =
          others == 0
              ? null
              : new DenseNetwork(
                  layout,
                  scalars,
                  b.name() + ".cross",
                  b.latents(),
                  hidden,
                  others,
                  CROSS_SKIP_SCALE);
      nets.add(new Nets(encoder, decoder, cross));
    }
  }

  public List<Block> blocks() {
    return blocks;
  }

  /** Total summary length of all modalities but {@code m}; 0 when there is only one. */
  public int othersTargets(int m) {
    return blocks.stream().mapToInt(Block::targets).sum() - blocks.get(m).targets();
  }

  /**
   * Codes of one modality.
   *
   * @param input (window, 2 × cells): cells, then marks
   * @param target (window, targets), 0 where unknown
   * @return (window, code)
   */
  public NDArray encode(ParameterLayout.Parameters p, int m, NDArray input, NDArray target) {
    return map.apply(p, nets.get(m).encoder.encode(p, input, target));
  }

  /** (window, code) to the modality's own summary, (window, targets). */
  public NDArray reconstruct(ParameterLayout.Parameters p, int m, NDArray code) {
    return nets.get(m).decoder.apply(p, code);
  }

  /**
   * (window, code) to the summaries of all other modalities in their order, (window, {@link
   * #othersTargets}); reads the latents only.
   */
  public NDArray predictOthers(ParameterLayout.Parameters p, int m, NDArray code) {
    Block block = blocks.get(m);
    NDArray latents =
        block.codeWidth() == block.latents()
            ? code
            : code.split(new long[] {block.latents()}, 1).get(0);
    return nets.get(m).cross.apply(p, latents);
  }
}
