package io.headwater.sensor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a reader yielded, split in chunks and rejected records. */
public record Readings(
    List<SensorChunk> chunks, List<RejectedRecord> rejected, List<String> notes) {

  /** Reads to the end and closes. */
  public static Readings of(ChunkReader reader) throws IOException {
    List<SensorChunk> chunks = new ArrayList<>();
    List<RejectedRecord> rejected = new ArrayList<>();
    try (reader) {
      for (Optional<SensorRecord> r = reader.next(); r.isPresent(); r = reader.next()) {
        if (r.get() instanceof SensorChunk chunk) {
          chunks.add(chunk);
        } else {
          rejected.add((RejectedRecord) r.get());
        }
      }
      return new Readings(chunks, rejected, reader.notes());
    }
  }

  /** Reads the recordings that one rule finds, merged. */
  public static Readings of(Path folder, RecordingRule rule, Modality modality) throws IOException {
    return of(new MergedRecordings(Recordings.discover(folder, List.of(rule), List.of(modality))));
  }

  public int samples() {
    return chunks.stream().mapToInt(SensorChunk::samples).sum();
  }

  /** All values of one channel in the order in which they came. */
  public float[] channel(int channel) {
    float[] values = new float[samples()];
    int at = 0;
    for (SensorChunk chunk : chunks) {
      for (int i = 0; i < chunk.samples(); i++) {
        values[at++] = chunk.values()[i * chunk.channels().size() + channel];
      }
    }
    return values;
  }

  /** Positions of chunks that do not begin where the one before ended (to the millisecond). */
  public List<Integer> gaps() {
    List<Integer> gaps = new ArrayList<>();
    for (int i = 1; i < chunks.size(); i++) {
      if (Math.abs(chunks.get(i).startMicros() - chunks.get(i - 1).endMicros()) > 1_000) {
        gaps.add(i);
      }
    }
    return gaps;
  }

  public static Modality modality(String name, double rate, String... channels) {
    return new Modality(
        name,
        ModalityKind.TIME_SERIES,
        List.of(channels),
        rate,
        Resampling.MEAN,
        Duration.ofSeconds(60));
  }

  /** A rule with a format and files for modality {@code name}. */
  public static RecordingRule rule(
      String format, String files, String modality, String... channelThenLabel) {
    Map<String, String> channels = new LinkedHashMap<>();
    for (int i = 0; i < channelThenLabel.length; i += 2) {
      channels.put(channelThenLabel[i], channelThenLabel[i + 1]);
    }
    return new RecordingRule(format, files, modality, null, null, channels, null, null, null);
  }

  public static RecordingRule subject(RecordingRule r, String subject) {
    return new RecordingRule(
        r.format(),
        r.files(),
        r.modality(),
        subject,
        r.device(),
        r.channels(),
        r.start(),
        r.chunk(),
        r.mapping());
  }

  public static RecordingRule start(RecordingRule r, String start) {
    return new RecordingRule(
        r.format(),
        r.files(),
        r.modality(),
        r.subject(),
        r.device(),
        r.channels(),
        start,
        r.chunk(),
        r.mapping());
  }

  public static RecordingRule mapping(RecordingRule r, DelimitedMapping mapping) {
    return new RecordingRule(
        r.format(),
        r.files(),
        r.modality(),
        r.subject(),
        r.device(),
        r.channels(),
        r.start(),
        r.chunk(),
        mapping);
  }
}
