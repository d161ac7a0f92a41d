package io.headwater.sensor.delimited;

import io.headwater.sensor.source.SampleText;
import java.util.List;

/**
 * Takes the values of a modality's channels from a row.
 *
 * @param columns column of each channel
 * @param width columns that every row must have
 * @param names column names, for messages
 * @param missing texts besides the empty cell that mean "no value"
 */
record RowValues(int[] columns, int width, List<String> names, List<String> missing) {

  void requireWidth(String[] cells) throws BadRow {
    if (cells.length != width) {
      throw new BadRow(
          "has %d columns where %d are expected; it was left out.".formatted(cells.length, width));
    }
  }

  /** One value per channel; {@code NaN} where the cell is empty or says that there is none. */
  float[] of(String[] cells) throws BadRow {
    float[] values = new float[columns.length];
    for (int c = 0; c < columns.length; c++) {
      values[c] = value(cells[columns[c]], names.get(columns[c]));
    }
    return values;
  }

  private float value(String cell, String column) throws BadRow {
    if (cell.isEmpty() || missing.contains(cell)) {
      return Float.NaN;
    }
    try {
      return SampleText.parse(cell);
    } catch (NumberFormatException e) {
      throw new BadRow(
          "holds '%s' in column '%s', which is not a finite number; it was left out."
              .formatted(cell, column));
    }
  }
}
