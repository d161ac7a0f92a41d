package io.headwater.sensor.edf;

import io.headwater.sensor.RecordingException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the header of an EDF or BDF file; everything it cannot trust becomes a sentence. */
final class EdfHeaderParser {
  /** Bytes of the fixed part, and again of each signal's part. */
  private static final int BLOCK = 256;

  /**
   * 64 MiB: a data record is held in memory whole. The specification recommends at most 61,440
   * bytes; hour-long records of home devices stay far below this bound.
   */
  private static final long MAX_RECORD_BYTES = 64L << 20;

  private static final int BDF_MARK = 0xFF;

  private final Path file;

  EdfHeaderParser(Path file) {
    this.file = file;
  }

  EdfHeader read(InputStream in) throws IOException {
    byte[] fixed = in.readNBytes(BLOCK);
    if (fixed.length < BLOCK) {
      throw refuse(
          "holds "
              + fixed.length
              + " bytes, less than the 256 of an EDF header; it is cut off or not EDF.");
    }
    int bytesPerSample = bytesPerSample(fixed);
    int signalCount = (int) whole(text(fixed, 252, 4), "the number of signals");
    if (signalCount < 1) {
      throw refuse("announces " + signalCount + " signals; there is nothing to read.");
    }
    long headerBytes = whole(text(fixed, 184, 8), "the header size");
    if (headerBytes != (signalCount + 1L) * BLOCK) {
      throw refuse(
          "announces a header of %d bytes, but its %d signals need %d; the header is damaged."
              .formatted(headerBytes, signalCount, (signalCount + 1L) * BLOCK));
    }
    byte[] rest = in.readNBytes(signalCount * BLOCK);
    if (rest.length < signalCount * BLOCK) {
      throw refuse(
          "ends inside its header, after %d of %d bytes; it is cut off."
              .formatted(BLOCK + rest.length, headerBytes));
    }
    return checked(header(fixed, bytesPerSample, signals(rest, signalCount)));
  }

  private int bytesPerSample(byte[] fixed) throws RecordingException {
    if ((fixed[0] & 0xFF) == BDF_MARK && text(fixed, 1, 7).equals("BIOSEMI")) {
      return 3;
    }
    if (text(fixed, 0, 8).equals("0")) {
      return 2;
    }
    throw refuse("does not begin like EDF ('0') or BDF (255, 'BIOSEMI'); is it another format?");
  }

  private EdfHeader header(byte[] fixed, int bytesPerSample, List<EdfSignal> signals)
      throws RecordingException {
    String recording = text(fixed, 88, 80);
    String date = text(fixed, 168, 8);
    String time = text(fixed, 176, 8);
    Optional<LocalDateTime> start = EdfStart.parse(date, time, recording);
    return new EdfHeader(
        bytesPerSample,
        text(fixed, 8, 80),
        recording,
        start,
        date + " " + time,
        text(fixed, 192, 44).startsWith(bytesPerSample == 3 ? "BDF+D" : "EDF+D"),
        whole(text(fixed, 236, 8), "the number of data records"),
        decimal(text(fixed, 244, 8), "the duration of a data record"),
        signals);
  }

  private List<EdfSignal> signals(byte[] part, int count) throws RecordingException {
    List<EdfSignal> signals = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String label = text(part, i * 16, 16);
      String of = " of signal " + (i + 1) + " ('" + label + "')";
      long samples = whole(text(part, 216 * count + i * 8, 8), "samples per record" + of);
      if (samples < 0 || samples > MAX_RECORD_BYTES) {
        throw refuse(
            "announces " + samples + " samples per record" + of + "; the header is damaged.");
      }
      signals.add(
          new EdfSignal(
              label,
              text(part, 96 * count + i * 8, 8),
              decimal(text(part, 104 * count + i * 8, 8), "the physical minimum" + of)
                  .doubleValue(),
              decimal(text(part, 112 * count + i * 8, 8), "the physical maximum" + of)
                  .doubleValue(),
              decimal(text(part, 120 * count + i * 8, 8), "the digital minimum" + of).doubleValue(),
              decimal(text(part, 128 * count + i * 8, 8), "the digital maximum" + of).doubleValue(),
              (int) samples));
    }
    return signals;
  }

  private EdfHeader checked(EdfHeader header) throws RecordingException {
    if (header.recordSeconds().signum() < 0) {
      throw refuse(
          "announces data records of "
              + header.recordSeconds()
              + " s; a duration is not negative.");
    }
    if (header.records() < -1) {
      throw refuse("announces " + header.records() + " data records; the header is damaged.");
    }
    long bytes =
        header.signals().stream().mapToLong(EdfSignal::samplesPerRecord).sum()
            * header.bytesPerSample();
    if (bytes < 1 || bytes > MAX_RECORD_BYTES) {
      throw refuse(
          "announces data records of %d bytes; between 1 and %d can be read."
              .formatted(bytes, MAX_RECORD_BYTES));
    }
    return header;
  }

  private long whole(String text, String what) throws RecordingException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw refuse(
          "gives '"
              + text
              + "' for "
              + what
              + ", which is not a whole number; the header is damaged.");
    }
  }

  private BigDecimal decimal(String text, String what) throws RecordingException {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw refuse(
          "gives '" + text + "' for " + what + ", which is not a number; the header is damaged.");
    }
  }

  private static String text(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.ISO_8859_1).replace('\0', ' ').trim();
  }

  private RecordingException refuse(String problem) {
    return new RecordingException(file, problem);
  }
}
