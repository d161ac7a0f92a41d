package io.headwater.config;

import java.io.Serializable;

/**
 * @param latents LatentEstimate, one per (subject, window), by the learner
 * @param scores LatentEstimate, one per (subject, window), by the scorer
 * @param graphs GraphSnapshot
 * @param models ModelSnapshot: pointers to weights
 * @param late SensorChunk that came after its windows had closed
 * @param rejected RejectedRecord with reason and original bytes
 */
public record OutputTopics(
    String latents, String scores, String graphs, String models, String late, String rejected)
    implements Serializable {
  public OutputTopics {
    latents = latents == null ? "latent.estimates" : latents;
    scores = scores == null ? "latent.scores" : scores;
    graphs = graphs == null ? "graph.snapshots" : graphs;
    models = models == null ? "model.snapshots" : models;
    late = late == null ? "sensor.late" : late;
    rejected = rejected == null ? "sensor.rejected" : rejected;
  }

  public static OutputTopics defaults() {
    return new OutputTopics(null, null, null, null, null, null);
  }
}
