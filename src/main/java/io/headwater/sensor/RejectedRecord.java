package io.headwater.sensor;

import java.util.Objects;

/**
 * A piece of input that could not be used; nothing is dropped silently.
 *
 * @param source topic or file
 * @param position offset in the topic, or line or record number in the file
 * @param reason a sentence: what happened, the value seen, what to do; cut after {@value
 *     #MAX_REASON} characters, for what it quotes may be megabytes
 * @param original the bytes as they came (possibly cut to a stated limit)
 */
public record RejectedRecord(String source, long position, String reason, byte[] original)
    implements SensorRecord {
  /** Room for any sentence of ours and for what a person may want to see of the value. */
  public static final int MAX_REASON = 2000;

  private static final String CUT = "… (cut).";

  public RejectedRecord {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(original, "original");
    if (reason.length() > MAX_REASON) {
      int end = MAX_REASON - CUT.length();
      end -= Character.isHighSurrogate(reason.charAt(end - 1)) ? 1 : 0;
      reason = reason.substring(0, end) + CUT;
    }
  }
}
