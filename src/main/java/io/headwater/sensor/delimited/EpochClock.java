package io.headwater.sensor.delimited;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One column that counts from 1970-01-01T00:00:00Z.
 *
 * @param digits how many decimal digits its unit is above the microsecond: 6 for seconds
 */
record EpochClock(int digits) implements RowClock {
  @Override
  public long micros(String[] timeCells, long line) throws BadRow {
    try {
      return new BigDecimal(timeCells[0])
          .movePointRight(digits)
          .setScale(0, RoundingMode.HALF_EVEN)
          .longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new BadRow(
          "holds '" + timeCells[0] + "', which is not a time since 1970; it was left out.");
    }
  }
}
