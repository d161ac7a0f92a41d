package io.headwater.model;

/** The cells themselves. */
record RowSummary(int size) implements TargetSummary {
  @Override
  public void summarise(float[] cells, float[] known, float[] summary, float[] summaryKnown) {
    for (int i = 0; i < size; i++) {
      summary[i] = known[i] > 0 ? cells[i] : 0;
      summaryKnown[i] = known[i];
    }
  }
}
