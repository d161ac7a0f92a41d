package io.headwater.wire.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/** Writes records of one kind to one file; {@link #close} completes the file. */
public interface RecordWriter<T> extends Closeable {
  void write(T record) throws IOException;

  /** Opens a writer on a file that does not exist yet. */
  @FunctionalInterface
  interface Opener<T> extends Serializable {
    RecordWriter<T> open(Path file) throws IOException;
  }
}
