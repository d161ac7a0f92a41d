package io.headwater.sensor;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Columns and clock of a delimited text file.
 *
 * @param delimiter one character; comma when null
 * @param comment lines that begin with this are skipped; none when null
 * @param header whether the first line names the columns; true when null. Without a header columns
 *     are named {@code 1, 2, …}
 * @param clock how the columns of {@link #time} make an instant: {@code iso}, {@code
 *     epoch-seconds}, {@code epoch-millis}, {@code epoch-micros}, {@code day-time} (a day number
 *     and a time of day), or {@code row} (no clock: row number times {@code period})
 * @param time the one or two columns that carry the time
 * @param zone zone of local times, such as {@code UTC}; UTC when null
 * @param epochDay date of day 1 for {@code day-time}, ISO; 1970-01-01 when null
 * @param days corrections of day numbers that a device wrote wrongly, wrong → right; applied and
 *     reported
 * @param period seconds between rows; null when samples are irregular
 * @param missing texts that mean "no value" besides the empty cell
 */
public record DelimitedMapping(
    String delimiter,
    String comment,
    Boolean header,
    String clock,
    List<String> time,
    String zone,
    String epochDay,
    Map<Integer, Integer> days,
    Double period,
    List<String> missing)
    implements Serializable {
  public DelimitedMapping {
    time = time == null ? List.of() : List.copyOf(time);
    days = days == null ? Map.of() : Map.copyOf(days);
    missing = missing == null ? List.of() : List.copyOf(missing);
  }
}
