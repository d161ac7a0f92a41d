package io.headwater.model;

/** Known pixels averaged over tiles; layout (tile row, tile column, colour). */
record ImageSummary(int height, int width, int depth) implements TargetSummary {
  private static final int MOST_TILES = 8;

  private int tileRows() {
    return Math.min(MOST_TILES, height);
  }

  private int tileColumns() {
    return Math.min(MOST_TILES, width);
  }

  @Override
  public int size() {
    return tileRows() * tileColumns() * depth;
  }

  @Override
  public void summarise(float[] cells, float[] known, float[] summary, float[] summaryKnown) {
    double[] sum = new double[size()];
    int[] count = new int[size()];
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
  }
}
