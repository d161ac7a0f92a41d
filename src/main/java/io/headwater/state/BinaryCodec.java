package io.headwater.state;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes one kind of record as bytes, and reads every version it ever wrote.
 *
 * <p>An implementation is a public class without fields and with a public constructor without
 * arguments: its class name is what a savepoint remembers of it. Its values are immutable, so Flink
 * passes them on without copying.
 *
 * <pre>{@code
 * public final class RangeCodec implements BinaryCodec<InputRange> {
 *   public int version() { return 1; }
 *   public void write(InputRange range, DataOutputView out) throws IOException { … }
 *   public InputRange read(DataInputView in, int version) throws IOException { … }
 * }
 * TypeInformation<InputRange> type = new CodecTypeInfo<>(InputRange.class, new RangeCodec());
 * }</pre>
 *
 * @param <T> the record
 */
public interface BinaryCodec<T> extends Serializable {
  /** The version that {@link #write} writes, 1 to 255; raised whenever the layout changes. */
  int version();

  /** Writes the body; the version itself is written by {@link CodecSerializer}. */
  void write(T value, DataOutputView out) throws IOException;

  /**
   * Reads a body.
   *
   * @param version the version it was written with, 1 to {@link #version()}
   */
  T read(DataInputView in, int version) throws IOException;
}
