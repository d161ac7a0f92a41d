package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;

/**
 * ResNet-18 (He et al. 2016, Deep residual learning, table 1): a stem and four stages of two {@link
 * ResidualBlock}s, planes doubled and pixels halved from stage to stage. Marks are further colours.
 *
 * <p>Pictures below 64 pixels a side have a stem of 3 × 3 with stride 1, as is usual for them; from
 * 64 on it is 7 × 7 with stride 2 and a maximum over 3 × 3 with stride 2. At the end the average is
 * taken not over all pixels but over tiles of a 4 × 4 grid, for a latent may be where something is.
 */
final class ResidualEncoder implements Encoder {
  private static final int STAGES = 4;
  private static final int BLOCKS_PER_STAGE = 2;

  /** Pictures with a side of at least this have the strided stem. */
  private static final int LARGE = 64;

  /** Tiles a side at the end. */
  private static final int TILES = 4;

  private final String name;
  private final Scalars scalars;
  private final PictureShape picture;
  private final boolean large;
  private final int tileHeight;
  private final int tileWidth;
  private final List<ResidualBlock> blocks = new ArrayList<>();

  /**
   * @param width planes of the first stage
   */
  ResidualEncoder(
      ParameterLayout layout,
      Scalars scalars,
      String name,
      PictureShape picture,
      int width,
      int hidden) {
    this.name = name;
    this.scalars = scalars;
    this.picture = picture;
    large = Math.max(picture.height(), picture.width()) >= LARGE;
    Layers.declareConvolution(layout, name + ".stem", picture.planes(), width, large ? 7 : 3);
    ResidualBlock.Map map = new ResidualBlock.Map(width, picture.height(), picture.width());
    if (large) {
      map = map.strided(width, 2).strided(width, 2);
    }
    for (int stage = 0; stage < STAGES; stage++) {
      for (int b = 0; b < BLOCKS_PER_STAGE; b++) {
        String at = name + ".stage" + stage + ".block" + b;
        int stride = stage > 0 && b == 0 ? 2 : 1;
        ResidualBlock block = new ResidualBlock(at, map, width << stage, stride);
        block.declare(layout);
        blocks.add(block);
        map = block.output();
      }
    }
    tileHeight = (map.height() + TILES - 1) / TILES;
    tileWidth = (map.width() + TILES - 1) / TILES;
    int tiles = ceilDiv(map.height(), tileHeight) * ceilDiv(map.width(), tileWidth);
    Layers.declare(layout, name + ".dense", map.planes() * tiles, hidden);
  }

  private static int ceilDiv(int length, int part) {
    return (length + part - 1) / part;
  }

  @Override
  public NDArray features(ParameterLayout.Parameters p, NDArray input) {
    NDArray x = picture.toPlanes(input);
    NDArray h = Layers.convolve(p, name + ".stem", x, large ? 2 : 1, large ? 3 : 1);
    if (large) {
      h = Pool.maxPool2d(h, new Shape(3, 3), new Shape(2, 2), new Shape(1, 1), false);
    }
    for (ResidualBlock block : blocks) {
      h = block.apply(p, scalars, h);
    }
    h = Layers.rectify(h);
    if (tileHeight > 1 || tileWidth > 1) {
      Shape tile = new Shape(tileHeight, tileWidth);
      h = Pool.avgPool2d(h, tile, tile, new Shape(0, 0), true, false);
    }
    long windows = input.getShape().get(0);
    return Layers.activate(Layers.linear(p, name + ".dense", h.reshape(windows, -1)), scalars);
  }
}
