package io.headwater.learn;

import io.headwater.window.AlignedWindow;
import java.io.Serializable;
import org.apache.flink.util.OutputTag;

/**
 * Side outputs of the learner operator. The job supplies them, because it alone knows how records
 * are put on the wire.
 *
 * @param graphs graph snapshots
 * @param models model snapshots
 * @param prequential losses before learning
 * @param windows the windows themselves, in learning order; null when nobody wants them
 */
public record LearnerTags(
    OutputTag<GraphRecord> graphs,
    OutputTag<ModelRecord> models,
    OutputTag<PrequentialRecord> prequential,
    OutputTag<AlignedWindow> windows)
    implements Serializable {}
