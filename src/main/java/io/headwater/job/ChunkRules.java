package io.headwater.job;

import io.headwater.align.ChunkRule;
import io.headwater.config.HeadwaterConfig;
import io.headwater.sensor.ChunkValidator;
import io.headwater.sensor.Modality;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.SensorChunkWireCodec;
import java.util.LinkedHashMap;
import java.util.Map;

/** What makes a chunk acceptable under a configuration. */
final class ChunkRules implements ChunkRule {
  private static final long serialVersionUID = 1L;

  private final Map<String, Modality> modalities = new LinkedHashMap<>();

  private ChunkRules() {}

  static ChunkRule of(HeadwaterConfig config) {
    ChunkRules rules = new ChunkRules();
    config.toModalities().forEach(m -> rules.modalities.put(m.name(), m));
    return rules;
  }

  @Override
  public String problem(SensorChunk chunk) {
    Modality modality = modalities.get(chunk.modality());
    if (modality == null) {
      return "Chunk %d of subject '%s' carries modality '%s', which the configuration does not declare (declared: %s)."
          .formatted(
              chunk.sequence(),
              ChunkValidator.shown(chunk.subject()),
              ChunkValidator.shown(chunk.modality()),
              String.join(", ", modalities.keySet()));
    }
    return ChunkValidator.problem(chunk, modality).orElse(null);
  }

  /** As it came: the wire form of a chunk is the same whoever writes it. */
  @Override
  public byte[] original(SensorChunk chunk) {
    return new SensorChunkWireCodec().encode(chunk);
  }
}
