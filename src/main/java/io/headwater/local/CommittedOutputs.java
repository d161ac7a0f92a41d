package io.headwater.local;

import io.headwater.config.HeadwaterConfig;
import io.headwater.learn.GraphRecord;
import io.headwater.learn.LatentRecord;
import io.headwater.wire.GraphSnapshotCodec;
import io.headwater.wire.LatentEstimateCodec;
import io.headwater.wire.WireCodec;
import io.headwater.wire.kafka.TopicTail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What read_committed readers of the output topics see now. */
public final class CommittedOutputs {
  private final HeadwaterConfig config;

  public CommittedOutputs(HeadwaterConfig config) {
    this.config = config;
  }

  /** All latent estimates, in topic order. */
  public List<LatentRecord> latents() {
    return read(config.kafka().topics().latents(), new LatentEstimateCodec());
  }

  /** The newest graph snapshot. */
  public Optional<GraphRecord> lastGraph() {
    List<GraphRecord> graphs = read(config.kafka().topics().graphs(), new GraphSnapshotCodec());
    return graphs.isEmpty() ? Optional.empty() : Optional.of(graphs.get(graphs.size() - 1));
  }

  private <T> List<T> read(String topic, WireCodec<T> codec) {
    List<T> records = new ArrayList<>();
    try (TopicTail tail = new TopicTail(config, topic, true)) {
      while (!tail.atEnd()) {
        Optional<ConsumerRecord<byte[], byte[]>> record = tail.poll();
        record.ifPresent(r -> records.add(codec.decode(r.value())));
      }
    }
    return records;
  }
}
