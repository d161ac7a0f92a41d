package io.headwater.sensor;

import io.headwater.sensor.delimited.DelimitedReader;
import io.headwater.sensor.delimited.HeadwaterCsv;
import io.headwater.sensor.e4.E4Reader;
import io.headwater.sensor.edf.EdfReader;
import io.headwater.sensor.source.ReadRequest;
import io.headwater.sensor.wfdb.WfdbReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The file formats that a {@link RecordingRule} can name. */
enum RecordingFormat {
  EDF(EdfReader::open),
  WFDB(WfdbReader::open),
  E4(E4Reader::open),
  DELIMITED(DelimitedReader::open),
  CSV(HeadwaterCsv::open);

  private final Opening opening;

  RecordingFormat(Opening opening) {
    this.opening = opening;
  }

  static Optional<RecordingFormat> named(String name) {
    return Arrays.stream(values()).filter(f -> f.label().equals(name)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(RecordingFormat::label).toList();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a folder can be a recording: an E4 export is one. */
  boolean readsFolders() {
    return this == E4;
  }

  ChunkReader open(ReadRequest request) throws IOException {
    return opening.open(request);
  }

  @FunctionalInterface
  private interface Opening {
    ChunkReader open(ReadRequest request) throws IOException;
  }
}
