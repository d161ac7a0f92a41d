package io.headwater.sensor.edf;

import io.headwater.sensor.RecordingException;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorRecord;
import io.headwater.sensor.source.IsoTime;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Streams the annotations of an EDF+ or BDF+ file in file order, one data record in memory at a
 * time.
 *
 * <pre>{@code
 * try (var annotations = EdfAnnotations.open(file, Optional.empty(), rejected -> {})) {
 *   for (var a = annotations.next(); a.isPresent(); a = annotations.next()) { … }
 * }
 * }</pre>
 */
public final class EdfAnnotations implements Closeable {
  private final EdfRecords records;
  private final long startMicros;
  private final Consumer<RejectedRecord> rejected;
  private final Deque<EdfAnnotation> ready = new ArrayDeque<>();
  private boolean ended;

  private EdfAnnotations(EdfRecords records, long startMicros, Consumer<RejectedRecord> rejected) {
    this.records = records;
    this.startMicros = startMicros;
    this.rejected = rejected;
  }

  /**
   * Opens a file; its local times are taken as UTC.
   *
   * @param start start of the recording for a file whose own date is invalid
   * @param rejected takes pieces that are no annotation, and what is wrong with the file's end
   * @throws RecordingException when the file is refused or has no annotation signal
   */
  public static EdfAnnotations open(
      Path file, Optional<Instant> start, Consumer<RejectedRecord> rejected) throws IOException {
    EdfRecords records = EdfRecords.open(file);
    try {
      if (records.header().timekeeper() < 0) {
        throw new RecordingException(file, "has no annotation signal; it is not EDF+ or BDF+.");
      }
      OptionalLong declared =
          start.map(IsoTime::micros).map(OptionalLong::of).orElse(OptionalLong.empty());
      return new EdfAnnotations(records, records.startMicros(ZoneOffset.UTC, declared), rejected);
    } catch (IOException e) {
      records.close();
      throw e;
    }
  }

  public EdfHeader header() {
    return records.header();
  }

  /** The next annotation, or empty at the end. */
  public Optional<EdfAnnotation> next() throws IOException {
    while (ready.isEmpty() && !ended) {
      ended = !records.next(this::reject);
      if (!ended) {
        takeRecord();
      }
    }
    return Optional.ofNullable(ready.poll());
  }

  private void takeRecord() {
    for (int s = 0; s < header().signals().size(); s++) {
      if (header().signals().get(s).isAnnotations()) {
        Tal.Parsed parsed = Tal.parse(records.signalBytes(s));
        parsed.lists().forEach(this::take);
        parsed.malformed().forEach(this::rejectPiece);
      }
    }
  }

  private void take(Tal list) {
    OptionalLong duration =
        list.duration().map(d -> OptionalLong.of(micros(d))).orElse(OptionalLong.empty());
    for (String text : list.texts()) {
      if (!text.isEmpty()) { // an empty text only keeps the time
        ready.add(new EdfAnnotation(startMicros + micros(list.onset()), duration, text));
      }
    }
  }

  private void rejectPiece(String piece) {
    reject(
        records
            .rejections()
            .of(
                records.index(),
                "Record "
                    + (records.index() + 1)
                    + " holds an annotation without a readable onset and duration; it was left out.",
                piece.getBytes(StandardCharsets.UTF_8)));
  }

  private void reject(SensorRecord record) {
    rejected.accept((RejectedRecord) record);
  }

  static long micros(BigDecimal seconds) {
    return seconds.movePointRight(6).setScale(0, RoundingMode.HALF_EVEN).longValue();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
