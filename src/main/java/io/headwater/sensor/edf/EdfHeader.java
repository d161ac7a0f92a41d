package io.headwater.sensor.edf;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The header of a file.
 *
 * @param bytesPerSample 2 for EDF, 3 for BDF
 * @param patient local patient identification
 * @param recording local recording identification
 * @param start local start time, to the second; empty when the file's text is no date
 * @param startText date and time as they stand in the file
 * @param discontinuous whether records may be apart (EDF+D, BDF+D)
 * @param records number of data records; -1 when the file does not know
 * @param recordSeconds duration of a data record; 0 in files of annotations only
 * @param signals all signals, those of annotations included
 */
public record EdfHeader(
    int bytesPerSample,
    String patient,
    String recording,
    Optional<LocalDateTime> start,
    String startText,
    boolean discontinuous,
    long records,
    BigDecimal recordSeconds,
    List<EdfSignal> signals) {
  public EdfHeader {
    signals = List.copyOf(signals);
  }

  /** Bytes of one data record. */
  public int recordBytes() {
    return signals.stream().mapToInt(EdfSignal::samplesPerRecord).sum() * bytesPerSample;
  }

  /** Where a signal begins within a data record, in bytes. */
  public int byteOffset(int signal) {
    int samples = 0;
    for (int i = 0; i < signal; i++) {
      samples += signals.get(i).samplesPerRecord();
    }
    return samples * bytesPerSample;
  }

  public double recordMicros() {
    return recordSeconds.movePointRight(6).doubleValue();
  }

  /** Rate of a signal in Hz; not defined when the record duration is 0. */
  public double samplesPerSecond(EdfSignal signal) {
    return signal.samplesPerRecord() / recordSeconds.doubleValue();
  }

  /** Index of the first signal of annotations, which also keeps the time; -1 without one. */
  public int timekeeper() {
    for (int i = 0; i < signals.size(); i++) {
      if (signals.get(i).isAnnotations()) {
        return i;
      }
    }
    return -1;
  }
}
