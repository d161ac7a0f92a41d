package io.headwater.sensor;

import java.util.Objects;

/**
 * A piece of input that could not be used; nothing is dropped silently.
 *
 * @param source topic or file
 * @param position offset in the topic, or line or record number in the file
 * @param reason a sentence: what happened, the value seen, what to do
 * @param original the bytes as they came (possibly cut to a stated limit)
 */
public record RejectedRecord(String source, long position, String reason, byte[] original)
    implements SensorRecord {
  public RejectedRecord {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(original, "original");
  }
}
