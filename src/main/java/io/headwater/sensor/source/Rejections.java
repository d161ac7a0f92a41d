package io.headwater.sensor.source;

import io.headwater.sensor.RejectedRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Makes {@link RejectedRecord}s of one file. */
public record Rejections(Path file) {
  /** 4 KiB of the original are kept: enough to recognise it, little enough for any topic. */
  public static final int MAX_ORIGINAL_BYTES = 4_096;

  /** A piece of binary data; {@code position} is a record or sample number. */
  public RejectedRecord of(long position, String reason, byte[] original) {
    byte[] kept =
        original.length <= MAX_ORIGINAL_BYTES
            ? original.clone()
            : Arrays.copyOf(original, MAX_ORIGINAL_BYTES);
    return new RejectedRecord(file.toString(), position, reason, kept);
  }

  /** A line of text. */
  public RejectedRecord line(long number, String reason, String original) {
    String cut = original.substring(0, Math.min(original.length(), MAX_ORIGINAL_BYTES));
    return of(number, "Line " + number + " " + reason, cut.getBytes(StandardCharsets.UTF_8));
  }
}
