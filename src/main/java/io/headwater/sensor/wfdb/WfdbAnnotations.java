package io.headwater.sensor.wfdb;

import io.headwater.sensor.RecordingException;
import io.headwater.sensor.source.RecordingInput;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Streams an annotation file in MIT format: 16-bit words of a 6-bit code and a 10-bit interval,
 * with SKIP, NUM, SUB, CHN and AUX pseudo-annotations that amend the one before them (annot(5)).
 */
public final class WfdbAnnotations implements Closeable {
  private static final int SKIP = 59;
  private static final int NUM = 60;
  private static final int SUB = 61;
  private static final int CHN = 62;
  private static final int LAST_CODE = 49;

  private final Path file;
  private final InputStream in;
  private long time;
  private int channel;
  private int number;
  private int word;

  private WfdbAnnotations(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /** Opens an annotation file, such as {@code Subject10_AccTempEDA.atr}. */
  public static WfdbAnnotations open(Path file) throws IOException {
    WfdbAnnotations annotations = new WfdbAnnotations(file, RecordingInput.open(file));
    try {
      annotations.word = annotations.word();
    } catch (IOException e) {
      annotations.close();
      throw e;
    }
    return annotations;
  }

  /** The next annotation, or empty at the end. */
  public Optional<WfdbAnnotation> next() throws IOException {
    skipIntervals();
    if (word == 0) {
      return Optional.empty();
    }
    int code = code();
    if (code > LAST_CODE) {
      throw new RecordingException(
          file, "holds annotation code " + code + " at sample " + time + "; the file is damaged.");
    }
    time += interval();
    int subtype = 0;
    String text = "";
    for (word = word(); code() >= NUM; word = word()) {
      switch (code()) {
        case NUM -> number = signed(interval());
        case SUB -> subtype = signed(interval());
        case CHN -> channel = interval();
        default -> text = auxiliary(interval()); // AUX, 63
      }
    }
    return Optional.of(new WfdbAnnotation(time, code, subtype, channel, number, text));
  }

  private void skipIntervals() throws IOException {
    while (code() == SKIP) {
      int high = word();
      int low = word();
      time += high << 16 | low;
      word = word();
    }
  }

  private int code() {
    return word >>> 10;
  }

  private int interval() {
    return word & 0x3FF;
  }

  /** The low byte, which carries a sign in NUM and SUB. */
  private static int signed(int interval) {
    return (byte) interval;
  }

  private String auxiliary(int length) throws IOException {
    byte[] bytes = bytes(length + length % 2); // padded to whole words
    int end = length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  private int word() throws IOException {
    byte[] bytes = bytes(2);
    return bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8;
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new RecordingException(
          file, "ends in the middle of an annotation after sample " + time + "; it is cut off.");
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
