package io.headwater.sensor.edf;

import io.headwater.sensor.ChunkReader;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.SensorRecord;
import io.headwater.sensor.source.ReadRequest;
import io.headwater.sensor.source.RegularRun;
import io.headwater.sensor.source.StepwiseReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the signals of an EDF or BDF file that make up one modality.
 *
 * <p>Records of a continuous file follow each other from the start time plus the first record's
 * onset (which may be a fraction of a second). Records of EDF+D lie where their onsets say; a chunk
 * never spans a gap, a record that overlaps the one before it is rejected. Local times are UTC
 * unless the rule's mapping names a zone.
 */
public final class EdfReader implements StepwiseReader.Step {
  /**
   * One millisecond: onsets are written with few decimals, so a record this close to its place
   * continues the stretch. Compared with the stretch's start, so deviations do not add up.
   */
  static final double ONSET_TOLERANCE_MICROS = 1_000;

  private final EdfRecords records;
  private final EdfHeader header;
  private final EdfSelection selection;
  private final EdfSignal[] signals;
  private final int[] offsets;
  private final RegularRun run;
  private final EdfGaps gaps = new EdfGaps();
  private final long startMicros;
  private final float[] row;
  private boolean begun;

  private EdfReader(EdfRecords records, ReadRequest request) throws RecordingException {
    this.records = records;
    this.header = records.header();
    this.startMicros = records.startMicros(request.zone(), request.start());
    this.selection = EdfSelection.of(header, request);
    int width = selection.signals().length;
    this.signals = new EdfSignal[width];
    this.offsets = new int[width];
    for (int c = 0; c < width; c++) {
      signals[c] = header.signals().get(selection.signals()[c]);
      offsets[c] = header.byteOffset(selection.signals()[c]);
    }
    double period = header.recordMicros() / selection.samplesPerRecord();
    this.run =
        new RegularRun(
            request.origin(selection.unit()), period, request.chunkLength().samples(period, width));
    this.row = new float[width];
    if (header.discontinuous() && header.timekeeper() < 0) {
      throw request.refuse("is EDF+D but has no 'EDF Annotations' signal to tell record onsets.");
    }
  }

  /**
   * Opens a file for one modality.
   *
   * @throws RecordingException when the header cannot be trusted, lacks a signal, mixes rates, or
   *     there is no data record
   */
  public static ChunkReader open(ReadRequest request) throws IOException {
    EdfRecords records = EdfRecords.open(request.file());
    try {
      return new StepwiseReader(new EdfReader(records, request));
    } catch (IOException e) {
      records.close();
      throw e;
    }
  }

  @Override
  public boolean read(Consumer<SensorRecord> out) throws IOException {
    if (!records.next(out)) {
      return false;
    }
    if (placeRecord(out)) {
      addSamples(out);
    }
    return true;
  }

  /** Whether the record has a place in time; where it does not follow on, a stretch begins. */
  private boolean placeRecord(Consumer<SensorRecord> out) {
    Optional<BigDecimal> onset = recordOnset();
    if (!header.discontinuous()) {
      if (!begun) {
        begin(startMicros + onset.map(EdfAnnotations::micros).orElse(0L), out);
      }
      return true;
    }
    if (onset.isEmpty()) {
      return reject("does not tell its onset, which EDF+D requires", out);
    }
    double place = startMicros + EdfAnnotations.micros(onset.get());
    double shift = begun ? place - run.nextMicros() : 0;
    if (shift < -ONSET_TOLERANCE_MICROS) {
      return reject(
          "begins at +"
              + onset.get()
              + " s, "
              + -shift / 1e6
              + " s before the record before it ends",
          out);
    }
    if (!begun || shift > ONSET_TOLERANCE_MICROS) {
      if (begun) {
        gaps.add(records.index(), shift);
      }
      begin(place, out);
    }
    return true;
  }

  private void begin(double micros, Consumer<SensorRecord> out) {
    begun = true;
    run.begin(micros, out);
  }

  private boolean reject(String problem, Consumer<SensorRecord> out) {
    out.accept(
        records
            .rejections()
            .of(
                records.index(),
                "Record " + (records.index() + 1) + " " + problem + "; it was left out.",
                records.record()));
    return false;
  }

  private Optional<BigDecimal> recordOnset() {
    int timekeeper = header.timekeeper();
    if (timekeeper < 0 || begun && !header.discontinuous()) {
      return Optional.empty();
    }
    return Tal.recordOnset(records.signalBytes(timekeeper));
  }

  private void addSamples(Consumer<SensorRecord> out) {
    int step = header.bytesPerSample();
    for (int i = 0; i < selection.samplesPerRecord(); i++) {
      for (int c = 0; c < row.length; c++) {
        row[c] = signals[c].physical(digital(records.record(), offsets[c] + i * step, step));
      }
      run.add(row, out);
    }
  }

  /** Little-endian two's complement of two or three bytes. */
  private static int digital(byte[] bytes, int at, int size) {
    int low = bytes[at] & 0xFF;
    return size == 2
        ? low | bytes[at + 1] << 8
        : low | (bytes[at + 1] & 0xFF) << 8 | bytes[at + 2] << 16;
  }

  @Override
  public void flush(Consumer<SensorRecord> out) {
    run.flush(out);
  }

  @Override
  public List<String> notes() {
    return gaps.notes();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
