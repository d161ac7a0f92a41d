package io.headwater.wire.files;

import io.headwater.align.Arrival;
import java.nio.ByteBuffer;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A bounded source over recordings.
 *
 * <pre>{@code
 * env.fromSource(new RecordingSource(() -> openMergedReader(folder)),
 *     Alignment.watermarks(lateness, null), "recordings").setParallelism(1);
 * }</pre>
 */
public final class RecordingSource implements Source<Arrival, RecordingSplit, Boolean> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION_1 = 1;

  private final ArrivalOpener opener;

  public RecordingSource(ArrivalOpener opener) {
    this.opener = opener;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Arrival, RecordingSplit> createReader(SourceReaderContext context) {
    return new RecordingSourceReader(opener, context);
  }

  @Override
  public SplitEnumerator<RecordingSplit, Boolean> createEnumerator(
      SplitEnumeratorContext<RecordingSplit> context) {
    return new RecordingEnumerator(context, false);
  }

  @Override
  public SplitEnumerator<RecordingSplit, Boolean> restoreEnumerator(
      SplitEnumeratorContext<RecordingSplit> context, Boolean assigned) {
    return new RecordingEnumerator(context, assigned);
  }

  @Override
  public SimpleVersionedSerializer<RecordingSplit> getSplitSerializer() {
    return new LongSerializer<>("split") {
      @Override
      protected long toLong(RecordingSplit split) {
        return split.emitted();
      }

      @Override
      protected RecordingSplit fromLong(long value) {
        return new RecordingSplit(value);
      }
    };
  }

  @Override
  public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
    return new LongSerializer<>("enumerator") {
      @Override
      protected long toLong(Boolean assigned) {
        return assigned ? 1 : 0;
      }

      @Override
      protected Boolean fromLong(long value) {
        return value != 0;
      }
    };
  }

  /** Eight bytes and a version: all that either checkpoint needs. */
  private abstract static class LongSerializer<T> implements SimpleVersionedSerializer<T> {
    private final String what;

    LongSerializer(String what) {
      this.what = what;
    }

    protected abstract long toLong(T value);

    protected abstract T fromLong(long value);

    @Override
    public int getVersion() {
      return VERSION_1;
    }

    @Override
    public byte[] serialize(T value) {
      return ByteBuffer.allocate(Long.BYTES).putLong(toLong(value)).array();
    }

    @Override
    public T deserialize(int version, byte[] bytes) {
      if (version != VERSION_1 || bytes.length != Long.BYTES) {
        throw new IllegalArgumentException(
            "Recording %s state has version %d and %d bytes; this release reads version %d with %d."
                .formatted(what, version, bytes.length, VERSION_1, Long.BYTES));
      }
      return fromLong(ByteBuffer.wrap(bytes).getLong());
    }
  }
}
