package io.headwater.job;

import io.headwater.align.Arrival;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source of which each reader reads only so many records until a condition holds: back-pressure
 * where it stops nothing else. (An operator that waits for one of its inputs would block the other,
 * and Flink allows no checkpoints where an operator selects its input.)
 *
 * <p>The bound holds over restarts: the count is kept in checkpoints, and at another parallelism
 * goes with a split to one of the readers. Once open, the gate stays open, also over restarts.
 *
 * @param <S> splits of the source behind the gate
 * @param <C> enumerator state of the source behind the gate
 */
final class GatedSource<S extends SourceSplit, C>
    implements Source<Arrival, GatedSplit<S>, GateState<C>> {
  private static final long serialVersionUID = 1L;

  private final Source<Arrival, S, C> real;
  private final String gate;
  private final GateCondition condition;
  private final int recordsBefore;

  /**
   * @param real the source behind the gate
   * @param gate name of the condition: an open gate restored under another name is closed
   * @param condition what opens the gate
   * @param recordsBefore records that each reader reads before
   */
  GatedSource(Source<Arrival, S, C> real, String gate, GateCondition condition, int recordsBefore) {
    if (gate.isEmpty() || recordsBefore < 1) {
      throw new IllegalArgumentException(
          "A gate named '%s' lets %d records through; give it a name and let at least 1 through."
              .formatted(gate, recordsBefore));
    }
    this.real = real;
    this.gate = gate;
    this.condition = condition;
    this.recordsBefore = recordsBefore;
  }

  @Override
  public Boundedness getBoundedness() {
    return real.getBoundedness();
  }

  @Override
  public SourceReader<Arrival, GatedSplit<S>> createReader(SourceReaderContext context)
      throws Exception {
    return new GatedReader<>(real.createReader(context), recordsBefore, context.metricGroup());
  }

  @Override
  public SplitEnumerator<GatedSplit<S>, GateState<C>> createEnumerator(
      SplitEnumeratorContext<GatedSplit<S>> context) throws Exception {
    return new GatedEnumerator<>(
        real.createEnumerator(new GatedContext<>(context)), context, gate, condition, false);
  }

  @Override
  public SplitEnumerator<GatedSplit<S>, GateState<C>> restoreEnumerator(
      SplitEnumeratorContext<GatedSplit<S>> context, GateState<C> state) throws Exception {
    return new GatedEnumerator<>(
        real.restoreEnumerator(new GatedContext<>(context), state.source()),
        context,
        gate,
        condition,
        state.openedFor().equals(gate));
  }

  @Override
  public SimpleVersionedSerializer<GatedSplit<S>> getSplitSerializer() {
    return new GatedSplit.Serializer<>(real.getSplitSerializer());
  }

  @Override
  public SimpleVersionedSerializer<GateState<C>> getEnumeratorCheckpointSerializer() {
    return new GateState.Serializer<>(real.getEnumeratorCheckpointSerializer());
  }
}
