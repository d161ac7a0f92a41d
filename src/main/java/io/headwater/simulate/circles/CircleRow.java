package io.headwater.simulate.circles;

/**
 * One row.
 *
 * @param causes true values of colour, size and place: categories 0 and 1, or real numbers
 * @param picture pixels (row, column, colour), 0 to 1; null where missing
 * @param curve stress at evenly spaced strains; null where missing
 */
public record CircleRow(double[] causes, float[] picture, float[] curve) {}
