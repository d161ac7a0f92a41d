package io.headwater.sensor.edf;

import io.headwater.sensor.RecordingException;
import io.headwater.sensor.source.ChunkOrigin;
import io.headwater.sensor.source.ReadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The signals that become a modality's channels, in channel order; all of one rate.
 *
 * @param signals indices into the file's signals
 * @param samplesPerRecord samples of each in one data record
 * @param unit units of the channels
 */
record EdfSelection(int[] signals, int samplesPerRecord, String unit) {

  static EdfSelection of(EdfHeader header, ReadRequest request) throws RecordingException {
    List<String> channels = request.modality().channels();
    int[] signals = new int[channels.size()];
    List<EdfSignal> chosen = new ArrayList<>();
    for (int c = 0; c < signals.length; c++) {
      signals[c] = find(header, request, channels.get(c));
      chosen.add(header.signals().get(signals[c]));
    }
    requireSamples(header, request);
    requireOneRate(header, request, chosen);
    for (EdfSignal signal : chosen) {
      requireScale(request, signal);
    }
    List<String> units = chosen.stream().map(EdfSignal::unit).toList();
    return new EdfSelection(signals, chosen.get(0).samplesPerRecord(), ChunkOrigin.unit(units));
  }

  private static int find(EdfHeader header, ReadRequest request, String channel)
      throws RecordingException {
    String label = request.label(channel);
    List<Integer> exact = withLabel(header, label);
    if (exact.size() == 1) {
      return exact.get(0);
    }
    if (exact.size() > 1) {
      throw request.refuse(
          "has %d signals labelled '%s'; say which one channel '%s' means, as in '%s#2'."
              .formatted(exact.size(), label, channel, label));
    }
    int hash = label.lastIndexOf('#');
    if (hash > 0 && label.substring(hash + 1).matches("[1-9]\\d{0,3}")) {
      List<Integer> all = withLabel(header, label.substring(0, hash));
      int nth = Integer.parseInt(label.substring(hash + 1));
      if (nth <= all.size()) {
        return all.get(nth - 1);
      }
    }
    throw request.refuse(
        "has no signal '%s' for channel '%s' of modality '%s'; it has %s."
            .formatted(label, channel, request.modality().name(), labels(header)));
  }

  private static List<Integer> withLabel(EdfHeader header, String label) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < header.signals().size(); i++) {
      EdfSignal signal = header.signals().get(i);
      if (!signal.isAnnotations() && signal.label().equals(label)) {
        found.add(i);
      }
    }
    return found;
  }

  private static String labels(EdfHeader header) {
    String labels =
        header.signals().stream()
            .filter(signal -> !signal.isAnnotations())
            .map(signal -> "'" + signal.label() + "'")
            .collect(Collectors.joining(", "));
    return labels.isEmpty() ? "annotations only" : labels;
  }

  private static void requireSamples(EdfHeader header, ReadRequest request)
      throws RecordingException {
    if (header.recordSeconds().signum() == 0) {
      throw request.refuse(
          "has signals in data records of 0 s, so their rate is unknown; the header is damaged.");
    }
  }

  private static void requireOneRate(EdfHeader header, ReadRequest request, List<EdfSignal> chosen)
      throws RecordingException {
    if (chosen.stream().mapToInt(EdfSignal::samplesPerRecord).distinct().count() > 1) {
      String rates =
          chosen.stream()
              .map(s -> "'" + s.label() + "' at " + hertz(header.samplesPerSecond(s)))
              .collect(Collectors.joining(", "));
      throw request.refuse(
          "modality '%s' mixes rates: %s; channels of one modality share a rate, so declare one"
                  .formatted(request.modality().name(), rates)
              + " modality per rate.");
    }
    if (chosen.get(0).samplesPerRecord() == 0) {
      throw request.refuse("signal '" + chosen.get(0).label() + "' has no samples in a record.");
    }
  }

  private static void requireScale(ReadRequest request, EdfSignal signal)
      throws RecordingException {
    if (signal.digitalMin() == signal.digitalMax()) {
      throw request.refuse(
          "signal '%s' has digital minimum and maximum %s alike, so it has no scale."
              .formatted(signal.label(), signal.digitalMin()));
    }
    if (signal.physicalMin() == signal.physicalMax()) {
      throw request.refuse(
          "signal '%s' has physical minimum and maximum %s alike, so it has no scale."
              .formatted(signal.label(), signal.physicalMin()));
    }
  }

  private static String hertz(double rate) {
    return Math.round(rate * 1e6) / 1e6 + " Hz";
  }
}
