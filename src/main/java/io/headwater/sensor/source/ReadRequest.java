package io.headwater.sensor.source;

import io.headwater.sensor.Modality;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.RecordingRule;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/**
 * One file to read as one modality.
 *
 * @param file where it lies
 * @param subject who was measured
 * @param modality what the chunks will carry
 * @param rule how to read it
 */
public record ReadRequest(Path file, String subject, Modality modality, RecordingRule rule) {

  /**
   * Label in the file of a channel of the modality; its own name unless the rule says otherwise.
   */
  public String label(String channel) {
    return rule.channels().getOrDefault(channel, channel);
  }

  public ChunkOrigin origin(String unit) {
    String device = rule.device() == null ? "" : rule.device();
    return new ChunkOrigin(subject, modality.name(), device, modality.channels(), unit);
  }

  public ChunkLength chunkLength() {
    return ChunkLength.of(rule.chunk());
  }

  /** Zone of local times, from the rule's mapping; UTC when none is named. */
  public ZoneId zone() throws RecordingException {
    if (rule.mapping() == null || rule.mapping().zone() == null) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(rule.mapping().zone());
    } catch (DateTimeException e) {
      throw refuse(
          "zone '" + rule.mapping().zone() + "' is unknown; write one such as UTC or Europe/Rome.");
    }
  }

  /** The rule's time of the first sample, microseconds since the epoch, if it gives one. */
  public OptionalLong start() throws RecordingException {
    if (rule.start() == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(IsoTime.micros(rule.start(), zone()));
    } catch (DateTimeException e) {
      throw refuse(
          "start '" + rule.start() + "' is not an ISO-8601 time such as 2000-01-01T00:00:00Z.");
    }
  }

  /** A refusal of this file. */
  public RecordingException refuse(String problem) {
    return new RecordingException(file, problem);
  }
}
