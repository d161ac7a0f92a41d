package io.headwater.align.codec;

import io.headwater.state.BinaryCodec;
import io.headwater.state.CodecSerializer;
import io.headwater.window.AlignedWindow;
import io.headwater.window.InputRange;
import io.headwater.window.SampleGrid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Binary form of an {@link AlignedWindow}; each grid inside carries its own version. */
public final class AlignedWindowCodec implements BinaryCodec<AlignedWindow> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION_1 = 1;
  private static final int INITIAL_BYTES = 1024;

  private static final CodecSerializer<SampleGrid> GRIDS =
      new CodecSerializer<>(new SampleGridCodec());
  private static final CodecSerializer<AlignedWindow> WINDOWS =
      new CodecSerializer<>(new AlignedWindowCodec());

  /** The window as bytes that stand alone: version, then body. */
  public static byte[] toBytes(AlignedWindow window) {
    DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
    try {
      WINDOWS.serialize(window, out);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory does not fail.", e);
    }
    return out.getCopyOfBuffer();
  }

  /**
   * The window that {@link #toBytes} wrote, by this or an older release.
   *
   * @throws IOException when the bytes are damaged, too new, or go on after the window's end
   */
  public static AlignedWindow fromBytes(byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    AlignedWindow window = WINDOWS.deserialize(in);
    if (in.available() > 0) {
      throw new IOException(
          "A window of %d bytes is followed by %d more; the bytes are damaged or of a newer build."
              .formatted(bytes.length - in.available(), in.available()));
    }
    return window;
  }

  @Override
  public int version() {
    return VERSION_1;
  }

  @Override
  public void write(AlignedWindow window, DataOutputView out) throws IOException {
    Texts.write(window.subject(), out);
    out.writeLong(window.startMicros());
    out.writeLong(window.endMicros());
    out.writeInt(window.grids().size());
    for (SampleGrid grid : window.grids()) {
      GRIDS.serialize(grid, out);
    }
    out.writeInt(window.lineage().size());
    for (InputRange range : window.lineage()) {
      Texts.write(range.source(), out);
      out.writeLong(range.first());
      out.writeLong(range.last());
    }
  }

  @Override
  public AlignedWindow read(DataInputView in, int version) throws IOException {
    String subject = Texts.read(in);
    long start = in.readLong();
    long end = in.readLong();
    List<SampleGrid> grids = new ArrayList<>();
    for (int left = Texts.readCount(in); left > 0; left--) {
      grids.add(GRIDS.deserialize(in));
    }
    List<InputRange> lineage = new ArrayList<>();
    for (int left = Texts.readCount(in); left > 0; left--) {
      lineage.add(new InputRange(Texts.read(in), in.readLong(), in.readLong()));
    }
    return new AlignedWindow(subject, start, end, grids, lineage);
  }
}
