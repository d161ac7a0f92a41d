package io.headwater.window;

import java.util.Objects;

/**
 * Lineage of a window: the first and last input position that contributed, per source.
 *
 * @param source topic and partition, such as {@code sensor.sleep-3}, or a file name
 * @param first least offset, inclusive
 * @param last greatest offset, inclusive
 */
public record InputRange(String source, long first, long last) {
  public InputRange {
    Objects.requireNonNull(source, "source");
  }
}
