package io.headwater.model;

/**
 * A picture seen from near and from afar: known pixels averaged over tiles, layout (tile row, tile
 * column, colour), then level, logarithm of the deviation and greatest value of all of them. Tiles
 * alone say little of what holds for the whole picture, such as how light it is: what it shows, and
 * where, varies more in each of them.
 */
record ImageSummary(int height, int width, int depth) implements TargetSummary {
  private static final int MOST_TILES = 8;
  private static final int WHOLE = 3;

  private int tileRows() {
    return Math.min(MOST_TILES, height);
  }

  private int tileColumns() {
    return Math.min(MOST_TILES, width);
  }

  private int tiles() {
    return tileRows() * tileColumns() * depth;
  }

  @Override
  public int size() {
    return tiles() + WHOLE;
  }

  /** Tiles together weigh as much as the figures of the whole picture do. */
  @Override
  public float weight(int entry) {
    return entry < tiles() ? 1 : (float) tiles() / WHOLE;
  }

  @Override
  public void summarise(float[] cells, float[] known, float[] summary, float[] summaryKnown) {
    double[] sum = new double[tiles()];
    int[] count = new int[tiles()];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int tile = (row * tileRows() / height) * tileColumns() + column * tileColumns() / width;
        for (int colour = 0; colour < depth; colour++) {
          int cell = (row * width + column) * depth + colour;
          sum[tile * depth + colour] += known[cell] * cells[cell];
          count[tile * depth + colour] += known[cell] > 0 ? 1 : 0;
        }
      }
    }
    for (int i = 0; i < sum.length; i++) {
      summary[i] = count[i] == 0 ? 0 : (float) (sum[i] / count[i]);
      summaryKnown[i] = count[i] == 0 ? 0 : 1;
    }
    whole(cells, known, summary, summaryKnown);
  }

  private void whole(float[] cells, float[] known, float[] summary, float[] summaryKnown) {
    int at = tiles();
    LevelAndSpread.summarise(cells, known, 0, cells.length, 1, summary, summaryKnown, at);
    float greatest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < cells.length; i++) {
      greatest = known[i] > 0 ? Math.max(greatest, cells[i]) : greatest;
    }
    summary[at + 2] = summaryKnown[at] > 0 ? greatest : 0;
    summaryKnown[at + 2] = summaryKnown[at];
  }
}
