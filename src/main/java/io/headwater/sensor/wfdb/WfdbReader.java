package io.headwater.sensor.wfdb;

import io.headwater.sensor.ChunkReader;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.SensorRecord;
import io.headwater.sensor.source.ChunkOrigin;
import io.headwater.sensor.source.IsoTime;
import io.headwater.sensor.source.ReadRequest;
import io.headwater.sensor.source.RegularRun;
import io.headwater.sensor.source.Rejections;
import io.headwater.sensor.source.StepwiseReader;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the signals of a WFDB record (format 16) that make up one modality. Name the {@code .hea}
 * file in the rule. At the end, a wrong length, checksum or first value comes out as rejected; the
 * samples have been delivered by then.
 */
public final class WfdbReader implements StepwiseReader.Step {
  private final WfdbHeader header;
  private final WfdbSelection selection;
  private final WfdbFrames frames;
  private final WfdbCheck check;
  private final Rejections rejections;
  private final RegularRun run;
  private final float[] row;
  private final long startMicros;
  private long read;

  private WfdbReader(
      WfdbHeader header, WfdbSelection selection, WfdbFrames frames, ReadRequest request)
      throws RecordingException {
    this.header = header;
    this.selection = selection;
    this.frames = frames;
    this.check = new WfdbCheck(selection.fileSignals());
    this.rejections = new Rejections(request.file());
    this.startMicros = startMicros(header, request);
    int width = selection.chosen().size();
    double period = 1e6 / (header.framesPerSecond() * samplesPerFrame());
    String unit = ChunkOrigin.unit(selection.chosen().stream().map(WfdbSignal::unit).toList());
    this.run =
        new RegularRun(request.origin(unit), period, request.chunkLength().samples(period, width));
    this.row = new float[width];
  }

  /**
   * Opens a record by its header file.
   *
   * @throws RecordingException when the header is damaged, a signal is missing or not in format 16,
   *     or neither header nor rule tell the start time
   */
  public static ChunkReader open(ReadRequest request) throws IOException {
    WfdbHeader header = new WfdbHeaderParser(request.file()).read();
    WfdbSelection selection = WfdbSelection.of(header, request);
    WfdbFrames frames = WfdbFrames.open(request.file(), selection.fileSignals());
    try {
      return new StepwiseReader(new WfdbReader(header, selection, frames, request));
    } catch (IOException e) {
      frames.close();
      throw e;
    }
  }

  private static long startMicros(WfdbHeader header, ReadRequest request)
      throws RecordingException {
    if (header.start().isPresent()) {
      return IsoTime.micros(header.start().get(), request.zone());
    }
    return request
        .start()
        .orElseThrow(
            () ->
                request.refuse(
                    "has no base time and date; give the rule a 'start', such as"
                        + " 2000-01-01T00:00:00Z."));
  }

  private int samplesPerFrame() {
    return selection.chosen().get(0).samplesPerFrame();
  }

  @Override
  public boolean read(Consumer<SensorRecord> out) throws IOException {
    if (read == 0) {
      run.begin(startMicros, out);
    }
    if (read == header.frames() || !frames.next()) {
      finish(out);
      return false;
    }
    read++;
    check.add(frames.frame());
    for (int i = 0; i < samplesPerFrame(); i++) {
      for (int c = 0; c < row.length; c++) {
        row[c] = selection.chosen().get(c).physical(frames.frame()[selection.positions()[c] + i]);
      }
      run.add(row, out);
    }
    return true;
  }

  private void finish(Consumer<SensorRecord> out) {
    if (header.frames() >= 0 && read < header.frames()) {
      reject(
          "The header announces %d frames but the signal file ends after %d; what is there was read."
              .formatted(header.frames(), read),
          out);
      return; // the checksum is of the whole file
    }
    check.problems().forEach(problem -> reject(problem, out));
  }

  private void reject(String reason, Consumer<SensorRecord> out) {
    out.accept(rejections.of(read, reason, frames.remainder()));
  }

  @Override
  public void flush(Consumer<SensorRecord> out) {
    run.flush(out);
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public void close() throws IOException {
    frames.close();
  }
}
