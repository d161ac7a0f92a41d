package io.headwater.wire.files;

import io.headwater.align.codec.AlignedWindowCodec;
import io.headwater.window.AlignedWindow;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Aligned windows on disk, in the order written, so that a final pass can score them again without
 * aligning anew. A private, temporary format: a length and the codec's bytes, again and again.
 */
public final class WindowSpool implements RecordWriter<AlignedWindow> {
  private final DataOutputStream out;

  public WindowSpool(Path file) throws IOException {
    out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  @Override
  public void write(AlignedWindow window) throws IOException {
    byte[] bytes = AlignedWindowCodec.toBytes(window);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** Reads a spool from its beginning. */
  public static final class Reader implements Closeable {
    private final DataInputStream in;

    public Reader(Path file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }

    public Optional<AlignedWindow> next() throws IOException {
      int length;
      try {
        length = in.readInt();
      } catch (EOFException end) {
        return Optional.empty();
      }
      byte[] bytes = in.readNBytes(length); // makes room as bytes come, not as they are claimed
      if (bytes.length < length) {
        throw new EOFException("A spool of windows ends in the middle of one.");
      }
      return Optional.of(AlignedWindowCodec.fromBytes(bytes));
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
