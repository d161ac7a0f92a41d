package io.headwater.align;

import io.headwater.sensor.SensorRecord;
import java.util.Objects;

/**
 * One record as a source read it.
 *
 * @param source input partition, such as {@code sensor.sleep-3}, or a file name; records of one
 *     source must arrive in order
 * @param position offset in the partition, or record number in the file
 * @param record a chunk, or a piece of input that could not be decoded and why
 * @param original the bytes the chunk came in, so that a rejection can show them; null where they
 *     are not known, and not kept beyond the task that read them: admission runs in it
 */
public record Arrival(String source, long position, SensorRecord record, byte[] original) {
  public Arrival {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(record, "record");
  }

  /** A record whose bytes are not known. */
  public Arrival(String source, long position, SensorRecord record) {
    this(source, position, record, null);
  }
}
