package io.headwater.sensor.source;

import io.headwater.sensor.RecordingException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a recording, unpacked when the name ends in {@code .gz}. Damage in the packing is
 * told as a sentence that names the file. Supports {@code mark}.
 */
public final class RecordingInput extends FilterInputStream {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final String GZIP = ".gz";

  private final Path file;

  private RecordingInput(Path file, InputStream in) {
    super(in);
    this.file = file;
  }

  /** Opens a file for one pass from its beginning. */
  public static RecordingInput open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new RecordingException(
          file, Files.exists(file) ? "is not a file." : "does not exist; check the path.");
    }
    InputStream raw = Files.newInputStream(file);
    try {
      InputStream plain = isPacked(file) ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
      return new RecordingInput(file, new BufferedInputStream(plain, BUFFER_BYTES));
    } catch (EOFException | ZipException e) {
      raw.close();
      throw new RecordingException(file, "is named .gz but is not gzip data; rename it.", e);
    }
  }

  /** The file's name without {@code .gz}. */
  public static String plainName(Path file) {
    String name = file.getFileName().toString();
    return isPacked(file) ? name.substring(0, name.length() - GZIP.length()) : name;
  }

  private static boolean isPacked(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(GZIP);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (EOFException | ZipException e) {
      throw broken(e);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (EOFException | ZipException e) {
      throw broken(e);
    }
  }

  private RecordingException broken(IOException cause) {
    return new RecordingException(
        file,
        "its gzip data break off or are damaged ("
            + cause.getMessage()
            + "); what came before was read. Fetch the file again.",
        cause);
  }
}
