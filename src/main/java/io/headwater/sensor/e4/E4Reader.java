package io.headwater.sensor.e4;

import io.headwater.sensor.ChunkReader;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.source.ReadRequest;
import io.headwater.sensor.source.StepwiseReader;
import io.headwater.sensor.source.TextLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Opens a signal of an Empatica E4 export. The rule names either the signal's file (labels {@code
 * x}, {@code y}, {@code z} for ACC, otherwise the signal's name) or the export's folder (labels
 * {@code ACC.x}, {@code EDA}, …). Case does not matter.
 */
public final class E4Reader {
  private E4Reader() {}

  /**
   * @throws RecordingException when the file is no signal of an export, its first lines are not
   *     start time and rate, or a channel has no column
   */
  public static ChunkReader open(ReadRequest request) throws IOException {
    ReadRequest one = Files.isDirectory(request.file()) ? inFolder(request) : request;
    String name = one.file().getFileName().toString();
    E4Signal signal =
        E4Signal.ofFile(name)
            .orElseThrow(
                () ->
                    one.refuse(
                        "is not a signal of an E4 export; those are named ACC.csv, BVP.csv,"
                            + " EDA.csv, TEMP.csv, HR.csv and IBI.csv."));
    int[] columns = columns(signal, one);
    TextLines lines = TextLines.open(one.file());
    try {
      return new StepwiseReader(
          signal == E4Signal.IBI
              ? E4Beats.begin(lines, one)
              : E4Samples.begin(lines, signal, columns, one));
    } catch (IOException e) {
      lines.close();
      throw e;
    }
  }

  private static int[] columns(E4Signal signal, ReadRequest request) throws RecordingException {
    List<String> channels = request.modality().channels();
    int[] columns = new int[channels.size()];
    for (int c = 0; c < columns.length; c++) {
      String label = request.label(channels.get(c));
      columns[c] = signal.column(label);
      if (columns[c] < 0) {
        throw request.refuse(
            "has no column '%s' for channel '%s' of modality '%s'; %s has %s."
                .formatted(
                    label,
                    channels.get(c),
                    request.modality().name(),
                    signal,
                    String.join(", ", signal.columns())));
      }
    }
    return columns;
  }

  private static ReadRequest inFolder(ReadRequest request) throws RecordingException {
    List<String> labels = request.modality().channels().stream().map(request::label).toList();
    E4Signal signal =
        Arrays.stream(E4Signal.values())
            .filter(s -> labels.stream().allMatch(s::isMeantBy))
            .findFirst()
            .orElseThrow(
                () ->
                    request.refuse(
                        "channels %s of modality '%s' do not name one signal of an E4 export; write labels such as ACC.x or EDA, all of one signal, for signals differ in rate."
                            .formatted(labels, request.modality().name())));
    for (String suffix : List.of(".csv", ".csv.gz")) {
      Path file = request.file().resolve(signal + suffix);
      if (Files.exists(file)) {
        return new ReadRequest(file, request.subject(), request.modality(), request.rule());
      }
    }
    throw request.refuse("holds neither " + signal + ".csv nor " + signal + ".csv.gz.");
  }
}
