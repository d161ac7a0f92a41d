/**
 * Delimited text: foreign files by a {@link io.headwater.sensor.DelimitedMapping}, and Headwater's
 * own CSV form. In: lines. Out: chunks, and every row that cannot be used as a rejected record with
 * its line number. Quoted cells are split by Commons CSV, one line at a time, so that a broken
 * quote spoils one row only; a cell cannot contain a line break.
 */
package io.headwater.sensor.delimited;
