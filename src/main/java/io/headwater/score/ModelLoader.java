package io.headwater.score;

import io.headwater.learn.DamagedModelException;
import io.headwater.learn.ModelRecord;
import io.headwater.learn.ModelStore;
import io.headwater.metrics.HeadwaterMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Turns model snapshots into models: passes over versions that are not wanted, refuses those of
 * another configuration, those whose file lies elsewhere and those whose file is damaged, and reads
 * the others, once for all scorers. Run it at parallelism 1.
 *
 * <p>A file that cannot be read is tried again every second for half a minute, because on some file
 * systems it appears later than the snapshot that names it; then the model is refused. Whatever is
 * refused, scorers keep the model they have.
 *
 * <p>Checkpointed: the snapshot whose file is awaited, and the last one passed on.
 */
public final class ModelLoader extends AbstractStreamOperator<LoadedModel>
    implements OneInputStreamOperator<ModelRecord, LoadedModel> {
  private static final long serialVersionUID = 1L;

  /** Accumulator: version of the last model passed on; absent or 0 before the first. */
  public static final String VERSION = "score.modelVersion";

  /** Accumulator: models passed on. */
  public static final String LOADED = "score.modelsLoaded";

  /** Accumulator: models refused. */
  public static final String REFUSED = "score.modelsRefused";

  /** Between two attempts to read a file: soon enough for a person, gentle to an object store. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** Attempts before a file counts as gone; stores that list late do so for seconds. */
  static final int ATTEMPTS = 30;

  private final ModelChoice choice;
  private final String configFingerprint;
  private final ModelFolder folder;
  private final TypeInformation<ModelRecord> recordType;

  private transient ListState<ModelRecord> awaitedState;
  private transient ListState<ModelRecord> deliveredState;
  private transient ModelRecord awaited;
  private transient ModelRecord delivered;
  private transient int attempts;
  private transient LongCounter version;
  private transient LongCounter loaded;
  private transient LongCounter refused;

  /**
   * @param choice which versions are wanted
   * @param configFingerprint fingerprint of the configuration that scores
   * @param folder where files of models are looked for
   * @param recordType how snapshots lie in state
   */
  public ModelLoader(
      ModelChoice choice,
      String configFingerprint,
      ModelFolder folder,
      TypeInformation<ModelRecord> recordType) {
    this.choice = choice;
    this.configFingerprint = configFingerprint;
    this.folder = folder;
    this.recordType = recordType;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    awaitedState = context.getOperatorStateStore().getListState(records("awaited-model"));
    deliveredState = context.getOperatorStateStore().getListState(records("delivered-model"));
    version = new LongCounter();
    loaded = new LongCounter();
    refused = new LongCounter();
    for (ModelRecord record : deliveredState.get()) {
      delivered = record;
      version.add(record.version());
    }
    for (ModelRecord record : awaitedState.get()) {
      // Choice, configuration and folder may be others than before the restart.
      boolean wanted = choice.suits(record, configFingerprint) && folder.holds(record.uri());
      awaited = wanted ? record : null;
    }
    getRuntimeContext().addAccumulator(VERSION, version);
    getRuntimeContext().addAccumulator(LOADED, loaded);
    getRuntimeContext().addAccumulator(REFUSED, refused);
    MetricGroup group = HeadwaterMetrics.of(getMetricGroup());
    group.gauge("loadedModelVersion", version::getLocalValue);
    group.gauge("modelsLoaded", loaded::getLocalValue);
    group.gauge("modelsRefused", refused::getLocalValue);
  }

  private ListStateDescriptor<ModelRecord> records(String name) {
    return new ListStateDescriptor<>(name, recordType);
  }

  @Override
  public void open() throws Exception {
    super.open();
    if (awaited != null) {
      attempt();
    }
  }

  @Override
  public void processElement(StreamRecord<ModelRecord> element) {
    ModelRecord record = element.getValue();
    if (!choice.wants(record.version()) || isDelivered(record) || record.equals(awaited)) {
      return;
    }
    if (!record.configFingerprint().equals(configFingerprint)) {
      refuse(
          record,
          "it was learned under another configuration (fingerprint %s; this one has %s). Score with the configuration of its learner."
              .formatted(record.configFingerprint(), configFingerprint));
      return;
    }
    if (!folder.holds(record.uri())) {
      refuse(
          record,
          "its file %s does not lie below runtime.models, which is %s here. Set runtime.models to the folder that its learner writes to."
              .formatted(record.uri(), folder.uri()));
      return;
    }
    if (awaited != null) {
      LOG.info(
          "Model version {} is awaited no longer, because version {} came.",
          awaited.version(),
          record.version());
    }
    awaited = record;
    attempts = 0;
    attempt();
  }

  /** The learner writes a snapshot again after a restart. */
  private boolean isDelivered(ModelRecord record) {
    return delivered != null
        && delivered.version() == record.version()
        && delivered.sha256().equals(record.sha256())
        && delivered.configFingerprint().equals(record.configFingerprint());
  }

  private void attempt() {
    ModelRecord record = awaited;
    attempts++;
    try {
      deliver(record, ModelStore.read(record.uri(), record.sha256()));
      awaited = null;
    } catch (DamagedModelException damaged) {
      refuse(record, damaged.getMessage());
      awaited = null;
    } catch (IOException unreadable) {
      if (attempts < ATTEMPTS) {
        tryAgain(record);
      } else {
        refuse(
            record,
            "its file %s could not be read in %d attempts (%s). See that runtime.models is reachable from here."
                .formatted(record.uri(), attempts, unreadable));
        awaited = null;
      }
    }
  }

  private void tryAgain(ModelRecord record) {
    long at = getProcessingTimeService().getCurrentProcessingTime() + RETRY_AFTER.toMillis();
    var unused =
        getProcessingTimeService()
            .registerTimer(
                at,
                now -> {
                  if (record.equals(awaited)) { // else another one has come since
                    attempt();
                  }
                });
  }

  private void deliver(ModelRecord record, byte[] state) {
    delivered = record;
    version.resetLocal();
    version.add(record.version());
    loaded.add(1);
    output.collect(
        new StreamRecord<>(
            new LoadedModel(record.version(), record.configFingerprint(), record.sha256(), state)));
  }

  private void refuse(ModelRecord record, String why) {
    refused.add(1);
    LOG.warn("Model version {} is refused: {}", record.version(), why);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    awaitedState.update(awaited == null ? List.of() : List.of(awaited));
    deliveredState.update(delivered == null ? List.of() : List.of(delivered));
  }
}
