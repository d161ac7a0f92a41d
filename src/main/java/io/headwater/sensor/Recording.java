package io.headwater.sensor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * One modality of one subject in one file, not yet opened.
 *
 * @param subject who was measured
 * @param modality modality that the chunks will carry
 * @param file where it lies (the main file, when a format has several)
 * @param opener opens it; each call gives a fresh reader at the beginning
 */
public record Recording(String subject, String modality, Path file, Opener opener) {
  public Recording {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(modality, "modality");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(opener, "opener");
  }

  /** Opens a recording. */
  @FunctionalInterface
  public interface Opener {
    ChunkReader open() throws IOException;
  }
}
