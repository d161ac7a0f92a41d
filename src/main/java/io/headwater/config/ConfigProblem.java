package io.headwater.config;

import java.util.Objects;

/**
 * One mistake in a configuration file.
 *
 * @param file file name, or the {@code --set} option that brought the value
 * @param line line in the file, from 1; 0 when there is none
 * @param path key path such as {@code modalities[1].kind}; empty when the whole file is meant
 * @param sentence what is wrong, the value seen, and the remedy
 */
public record ConfigProblem(String file, int line, String path, String sentence) {
  public ConfigProblem {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(sentence, "sentence");
  }

  /** As compilers print it, so that editors can jump to the place. */
  @Override
  public String toString() {
    return file
        + (line > 0 ? ":" + line : "")
        + ": "
        + (path.isEmpty() ? "" : path + ": ")
        + sentence;
  }
}
