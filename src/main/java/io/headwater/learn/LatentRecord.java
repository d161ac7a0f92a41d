package io.headwater.learn;

import io.headwater.estimator.WindowEstimate;
import io.headwater.window.AlignedWindow;
import io.headwater.window.InputRange;
import java.util.List;
import java.util.Objects;

/**
 * What goes out for one window: the estimate of the model as it stood before it learned from it.
 *
 * @param subject who was measured
 * @param windowStart inclusive, microseconds since the epoch
 * @param windowEnd exclusive
 * @param modelVersion the model that made the estimate: steps and re-solves it had behind it
 * @param estimate latents per modality and losses
 * @param lineage input positions that contributed, sorted by source
 */
public record LatentRecord(
    String subject,
    long windowStart,
    long windowEnd,
    long modelVersion,
    WindowEstimate estimate,
    List<InputRange> lineage) {
  public LatentRecord {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(estimate, "estimate");
    lineage = List.copyOf(lineage);
  }

  /** What a model says of a window. */
  public static LatentRecord of(AlignedWindow window, long modelVersion, WindowEstimate estimate) {
    return new LatentRecord(
        window.subject(),
        window.startMicros(),
        window.endMicros(),
        modelVersion,
        estimate,
        window.lineage());
  }
}
