package io.headwater.wire.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes a bounded stream to one local file, for replay on this machine. The file appears under its
 * name only when the stream has ended; until then it carries the suffix {@value #PARTIAL}. Use at
 * parallelism 1.
 */
public final class LocalFileSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;
  static final String PARTIAL = ".partial";

  private final String file;
  private final RecordWriter.Opener<T> opener;

  public LocalFileSink(Path file, RecordWriter.Opener<T> opener) {
    this.file = file.toAbsolutePath().toString();
    this.opener = opener;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    Path target = Path.of(file);
    Path partial = Path.of(file + PARTIAL);
    Files.createDirectories(target.getParent());
    Files.deleteIfExists(partial);
    return new FileWriter<>(opener.open(partial), partial, target);
  }

  private static final class FileWriter<T> implements SinkWriter<T> {
    private final RecordWriter<T> writer;
    private final Path partial;
    private final Path target;
    private boolean ended;
    private boolean closed;

    FileWriter(RecordWriter<T> writer, Path partial, Path target) {
      this.writer = writer;
      this.partial = partial;
      this.target = target;
    }

    @Override
    public void write(T element, Context context) throws IOException {
      writer.write(element);
    }

    @Override
    public void flush(boolean endOfInput) {
      ended |= endOfInput;
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      writer.close();
      if (ended) {
        Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
