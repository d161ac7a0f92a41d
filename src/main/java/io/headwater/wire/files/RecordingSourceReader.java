package io.headwater.wire.files;

import io.headwater.align.Arrival;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/** Reads the one split; after a restore it skips what was already emitted. */
final class RecordingSourceReader implements SourceReader<Arrival, RecordingSplit> {
  private final ArrivalOpener opener;
  private final SourceReaderContext context;
  private final CompletableFuture<Void> splitArrived = new CompletableFuture<>();
  private ArrivalOpener.Arrivals arrivals;
  private boolean hasSplit;
  private boolean noMoreSplits;
  private long emitted;

  RecordingSourceReader(ArrivalOpener opener, SourceReaderContext context) {
    this.opener = opener;
    this.context = context;
  }

  @Override
  public void start() {
    if (!hasSplit) {
      context.sendSplitRequest();
    }
  }

  @Override
  public void addSplits(List<RecordingSplit> splits) {
    for (RecordingSplit split : splits) {
      emitted = split.emitted();
      hasSplit = true;
    }
    splitArrived.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    splitArrived.complete(null);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Arrival> output) throws Exception {
    if (!hasSplit) {
      return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    if (arrivals == null) {
      arrivals = opener.open();
      for (long skipped = 0; skipped < emitted; skipped++) {
        if (arrivals.next().isEmpty()) {
          throw new IOException(
              "The recordings hold %d records, but %d had been read before; they changed in between."
                  .formatted(skipped, emitted));
        }
      }
    }
    Optional<Arrival> arrival = arrivals.next();
    if (arrival.isEmpty()) {
      return InputStatus.END_OF_INPUT;
    }
    output.collect(arrival.get());
    emitted++;
    return InputStatus.MORE_AVAILABLE;
  }

  @Override
  public List<RecordingSplit> snapshotState(long checkpoint) {
    return hasSplit ? List.of(new RecordingSplit(emitted)) : List.of();
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return splitArrived;
  }

  @Override
  public void close() throws IOException {
    if (arrivals != null) {
      arrivals.close();
    }
  }
}
