package io.headwater.align;

import io.headwater.sensor.ChunkValidator;
import io.headwater.sensor.Modality;
import io.headwater.sensor.ModalityKind;
import io.headwater.sensor.SensorChunk;
import java.io.Serializable;

/** Checks that a chunk's arrays agree with each other and with its modality. */
final class ChunkShape implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What is wrong, as a sentence, or null. */
  String problem(SensorChunk chunk, Modality modality) {
    int channels = modality.channels().size();
    if (chunk.subject().isBlank()) {
      return "%s names no subject; set one, or chunks of different people would be joined."
          .formatted(name(chunk));
    }
    if (chunk.channels().size() != channels) {
      return "Modality '%s' declares %d channels but %s carries %d; send the declared ones."
          .formatted(modality.name(), channels, name(chunk), chunk.channels().size());
    }
    // A picture's pixels have no names worth comparing.
    if (modality.kind() != ModalityKind.IMAGE && !chunk.channels().equals(modality.channels())) {
      return "Modality '%s' declares channels %s but %s carries %s; send them in the declared order."
          .formatted(modality.name(), modality.channels(), name(chunk), chunk.channels());
    }
    if (chunk.values().length == 0 || chunk.values().length % channels != 0) {
      return "%s carries %d values for %d channels; send at least one and only whole samples."
          .formatted(name(chunk), chunk.values().length, channels);
    }
    return timingProblem(chunk);
  }

  private static String timingProblem(SensorChunk chunk) {
    double period = chunk.periodMicros();
    if (!(period >= 0 && Double.isFinite(period))) {
      return "%s has a sample period of %s µs; give a positive one, or 0 with one offset per sample."
          .formatted(name(chunk), period);
    }
    long[] offsets = chunk.offsetsMicros();
    int expected = chunk.isRegular() ? 0 : chunk.samples();
    if (offsets.length != expected) {
      return "%s has %d offsets but needs %d for %d samples with period %s µs; send one offset per irregular sample, none otherwise."
          .formatted(name(chunk), offsets.length, expected, chunk.samples(), period);
    }
    for (int i = 0; i < offsets.length; i++) {
      long least = i == 0 ? 0 : offsets[i - 1];
      if (offsets[i] < least) {
        return "%s has offset %d µs at sample %d after %d µs; offsets must not be negative or decrease."
            .formatted(name(chunk), offsets[i], i, least);
      }
    }
    return null;
  }

  /** How messages name a chunk. */
  static String name(SensorChunk chunk) {
    return "chunk %d of subject '%s' (modality '%s', device '%s')"
        .formatted(
            chunk.sequence(),
            ChunkValidator.shown(chunk.subject()),
            ChunkValidator.shown(chunk.modality()),
            ChunkValidator.shown(chunk.device()));
  }
}
