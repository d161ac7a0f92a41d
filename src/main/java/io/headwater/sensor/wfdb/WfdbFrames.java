package io.headwater.sensor.wfdb;

import io.headwater.sensor.RecordingException;
import io.headwater.sensor.source.RecordingInput;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The frames of one signal file in format 16: interleaved little-endian 16-bit samples. */
final class WfdbFrames implements Closeable {
  private final InputStream in;
  private final byte[] bytes;
  private final int[] frame;
  private int remainder;

  private WfdbFrames(InputStream in, int samplesPerFrame) {
    this.in = in;
    this.frame = new int[samplesPerFrame];
    this.bytes = new byte[2 * samplesPerFrame];
  }

  /**
   * @param header header file beside which the signal file lies
   * @param signals all signals of that signal file
   */
  static WfdbFrames open(Path header, List<WfdbSignal> signals) throws IOException {
    WfdbSignal first = signals.get(0);
    Path plain = header.resolveSibling(first.file());
    Path packed = header.resolveSibling(first.file() + ".gz");
    if (!Files.exists(plain) && !Files.exists(packed)) {
      throw new RecordingException(
          header, "its signal file '" + first.file() + "' is not beside it; put it there.");
    }
    InputStream in = RecordingInput.open(Files.exists(plain) ? plain : packed);
    try {
      in.skipNBytes(first.byteOffset());
    } catch (IOException e) {
      in.close();
      throw new RecordingException(
          plain, "is shorter than its byte offset " + first.byteOffset() + ".", e);
    }
    return new WfdbFrames(in, signals.stream().mapToInt(WfdbSignal::samplesPerFrame).sum());
  }

  /** Reads the next frame into {@link #frame}; false at the end. */
  boolean next() throws IOException {
    int read = in.readNBytes(bytes, 0, bytes.length);
    if (read < bytes.length) {
      remainder = read;
      return false;
    }
    for (int i = 0; i < frame.length; i++) {
      frame[i] = bytes[2 * i] & 0xFF | bytes[2 * i + 1] << 8;
    }
    return true;
  }

  /** Samples of the frame read last, signal by signal; overwritten by the next. */
  int[] frame() {
    return frame;
  }

  /** Bytes after the last whole frame; known at the end. */
  byte[] remainder() {
    return Arrays.copyOf(bytes, remainder);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
