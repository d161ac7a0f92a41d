package io.headwater.suite.recording;

import io.headwater.sensor.RecordingException;
import io.headwater.sensor.source.IsoTime;
import io.headwater.sensor.wfdb.WfdbAnnotation;
import io.headwater.sensor.wfdb.WfdbAnnotations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Phases of the PhysioNet "Non-EEG Dataset for Assessment of Neurological Status" (Birjandtalab et
 * al. 2016): {@code SubjectN_AccTempEDA.atr} marks where each begins, in samples at 8 Hz.
 */
final class StressPhases {
  static final List<String> CLASSES =
      List.of("Relax", "PhysicalStress", "EmotionalStress", "CognitiveStress");

  /** Where the example configuration lays all recordings. */
  private static final long START = IsoTime.micros(Instant.parse("2020-01-01T00:00:00Z"));

  private static final long SAMPLE_MICROS = 125_000;
  private static final String SUFFIX = "_AccTempEDA.atr";

  private StressPhases() {}

  static Targets read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(f -> f.getFileName().toString().endsWith(SUFFIX)).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new RecordingException(folder, "holds no file *" + SUFFIX + " with phases.");
    }
    SpanTargets targets = new SpanTargets();
    for (Path file : files) {
      String name = file.getFileName().toString();
      read(file, name.substring(0, name.length() - SUFFIX.length()), targets);
    }
    return targets;
  }

  private static void read(Path file, String subject, SpanTargets targets) throws IOException {
    List<WfdbAnnotation> phases = new ArrayList<>();
    try (WfdbAnnotations annotations = WfdbAnnotations.open(file)) {
      for (Optional<WfdbAnnotation> a = annotations.next(); a.isPresent(); a = annotations.next()) {
        phases.add(a.get());
      }
    }
    for (int i = 0; i < phases.size(); i++) {
      String phase = phases.get(i).text().trim();
      int type = CLASSES.indexOf(phase);
      if (type < 0) {
        throw new RecordingException(
            file, "names the phase '%s'; known are %s.".formatted(phase, CLASSES));
      }
      long end = i + 1 < phases.size() ? micros(phases.get(i + 1)) : Long.MAX_VALUE;
      targets.add(subject, micros(phases.get(i)), end, type);
    }
  }

  private static long micros(WfdbAnnotation annotation) {
    return START + annotation.sample() * SAMPLE_MICROS;
  }
}
