package io.headwater.score;

/** So many windows wait for a first model that the scorer would run out of memory. */
public final class NoModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoModelException(int windows, long bytes, long mostBytes) {
    super(
        "%d windows of %d bytes wait at one scorer for a first model, and %d bytes is the most. Either a model was announced and its file vanished before it was loaded (the log names it): publish one and go on with --restore. Or score.chunks-before-model lets too much in: lower it."
            .formatted(windows, bytes, mostBytes));
  }
}
