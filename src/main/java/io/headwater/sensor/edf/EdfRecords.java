package io.headwater.sensor.edf;

import io.headwater.sensor.RecordingException;
import io.headwater.sensor.SensorRecord;
import io.headwater.sensor.source.IsoTime;
import io.headwater.sensor.source.RecordingInput;
import io.headwater.sensor.source.Rejections;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The data records of a file, one at a time. A file that ends early is read to its last whole
 * record; the remainder, and bytes after the last announced record, come out as rejected.
 */
final class EdfRecords implements Closeable {
  private final Path file;
  private final InputStream in;
  private final EdfHeader header;
  private final Rejections rejections;
  private final byte[] record;
  private long index = -1;

  private EdfRecords(Path file, InputStream in, EdfHeader header) {
    this.file = file;
    this.in = in;
    this.header = header;
    this.rejections = new Rejections(file);
    this.record = new byte[header.recordBytes()];
  }

  /**
   * @throws RecordingException when the header cannot be trusted or no data record follows it
   */
  static EdfRecords open(Path file) throws IOException {
    InputStream in = RecordingInput.open(file);
    try {
      EdfHeader header = new EdfHeaderParser(file).read(in);
      EdfRecords records = new EdfRecords(file, in, header);
      records.requireData();
      return records;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private void requireData() throws IOException {
    in.mark(1);
    int first = in.read();
    in.reset();
    if (header.records() == 0 || first < 0) {
      throw new RecordingException(
          file,
          "holds a header only: it announces "
              + (header.records() < 0 ? "an unknown number of" : header.records())
              + " data records"
              + (first < 0 ? " and ends after the header" : ", yet bytes follow the header")
              + (header.start().isPresent()
                  ? "."
                  : ", and its start '" + header.startText() + "' is no date either."));
    }
  }

  EdfHeader header() {
    return header;
  }

  Rejections rejections() {
    return rejections;
  }

  /** Number of the record read last; the first is 0. */
  long index() {
    return index;
  }

  /** The record read last; overwritten by the next. */
  byte[] record() {
    return record;
  }

  /** Bytes of one signal in the record read last. */
  byte[] signalBytes(int signal) {
    int from = header.byteOffset(signal);
    int length = header.signals().get(signal).samplesPerRecord() * header.bytesPerSample();
    return Arrays.copyOfRange(record, from, from + length);
  }

  /** Start of the recording in microseconds since the epoch. */
  long startMicros(ZoneId zone, OptionalLong declared) throws RecordingException {
    if (header.start().isPresent()) {
      return IsoTime.micros(header.start().get(), zone);
    }
    return declared.orElseThrow(
        () ->
            new RecordingException(
                file,
                "its start '"
                    + header.startText()
                    + "' is not a date and time; give the rule a 'start', such as"
                    + " 2000-01-01T22:00:00Z."));
  }

  /** Reads the next record; false at the end. */
  boolean next(Consumer<? super SensorRecord> rejected) throws IOException {
    if (index + 1 == header.records()) {
      rejectTrailing(rejected);
      return false;
    }
    int read = in.readNBytes(record, 0, record.length);
    if (read == record.length) {
      index++;
      return true;
    }
    rejectRemainder(read, rejected);
    return false;
  }

  private void rejectRemainder(int read, Consumer<? super SensorRecord> rejected) {
    if (header.records() < 0 && read == 0) {
      return;
    }
    String announced =
        header.records() < 0
            ? "does not say how many data records it has"
            : "announces " + header.records() + " data records";
    rejected.accept(
        rejections.of(
            index + 1,
            "%s %s but ends %d of %d bytes into record %d; the %d whole records before it were read."
                .formatted(
                    file.getFileName(), announced, read, record.length, index + 2, index + 1),
            Arrays.copyOf(record, read)));
  }

  private void rejectTrailing(Consumer<? super SensorRecord> rejected) throws IOException {
    byte[] first = in.readNBytes(Rejections.MAX_ORIGINAL_BYTES);
    if (first.length == 0) {
      return;
    }
    long more = in.transferTo(OutputStream.nullOutputStream());
    rejected.accept(
        rejections.of(
            index + 1,
            "%s holds %d bytes after the last of its %d announced data records; they were not read."
                .formatted(file.getFileName(), first.length + more, header.records()),
            first));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
