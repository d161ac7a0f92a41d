package io.headwater.sensor.wfdb;

import io.headwater.sensor.RecordingException;
import io.headwater.sensor.source.ReadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The signals that become a modality's channels, in channel order: one signal file, one rate.
 *
 * @param chosen the channels' signals
 * @param positions where each begins within a frame
 * @param fileSignals all signals of their file, in file order
 */
record WfdbSelection(List<WfdbSignal> chosen, int[] positions, List<WfdbSignal> fileSignals) {

  static WfdbSelection of(WfdbHeader header, ReadRequest request) throws RecordingException {
    List<WfdbSignal> chosen = new ArrayList<>();
    for (String channel : request.modality().channels()) {
      chosen.add(find(header, request, channel));
    }
    requireTogether(request, chosen);
    String file = chosen.get(0).file();
    List<WfdbSignal> together =
        header.signals().stream().filter(s -> s.file().equals(file)).toList();
    int[] positions = new int[chosen.size()];
    for (int c = 0; c < positions.length; c++) {
      int before = together.indexOf(chosen.get(c));
      positions[c] =
          together.subList(0, before).stream().mapToInt(WfdbSignal::samplesPerFrame).sum();
    }
    return new WfdbSelection(List.copyOf(chosen), positions, together);
  }

  private static WfdbSignal find(WfdbHeader header, ReadRequest request, String channel)
      throws RecordingException {
    String label = request.label(channel);
    List<WfdbSignal> found = header.signals().stream().filter(s -> s.name().equals(label)).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    String names =
        header.signals().stream().map(s -> "'" + s.name() + "'").collect(Collectors.joining(", "));
    throw request.refuse(
        "has %d signals '%s' for channel '%s' of modality '%s'; it has %s."
            .formatted(found.size(), label, channel, request.modality().name(), names));
  }

  private static void requireTogether(ReadRequest request, List<WfdbSignal> chosen)
      throws RecordingException {
    if (chosen.stream().map(WfdbSignal::file).distinct().count() > 1) {
      throw request.refuse(
          "modality '%s' takes signals from several files (%s); declare one modality per file."
              .formatted(
                  request.modality().name(),
                  chosen.stream()
                      .map(WfdbSignal::file)
                      .distinct()
                      .collect(Collectors.joining(", "))));
    }
    if (chosen.stream().mapToInt(WfdbSignal::samplesPerFrame).distinct().count() > 1) {
      throw request.refuse(
          "modality '%s' mixes rates: %s samples per frame; declare one modality per rate."
              .formatted(
                  request.modality().name(),
                  chosen.stream()
                      .map(s -> "'" + s.name() + "' has " + s.samplesPerFrame())
                      .collect(Collectors.joining(", "))));
    }
  }
}
