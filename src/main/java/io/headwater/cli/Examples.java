package io.headwater.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The commented configurations that travel in the jar. */
final class Examples {
  static final List<String> NAMES = List.of("ward", "noneeg", "mmash", "psg");

  private Examples() {}

  /**
   * @throws UsageException when there is no such example
   */
  static String text(String name) {
    if (!NAMES.contains(name)) {
      throw new UsageException(
          "There is no example '%s'; there are: %s.".formatted(name, String.join(", ", NAMES)));
    }
    try (InputStream in = Examples.class.getResourceAsStream("/examples/" + name + ".yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Example " + name + " cannot be read from the jar.", e);
    }
  }
}
