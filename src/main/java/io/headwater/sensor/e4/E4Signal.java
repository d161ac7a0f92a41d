package io.headwater.sensor.e4;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The signals of an export, one file each. */
enum E4Signal {
  ACC("g", List.of("x", "y", "z"), 1f / 64), // the file counts in 1/64 g
  BVP("", List.of("bvp"), 1),
  EDA("uS", List.of("eda"), 1),
  TEMP("degC", List.of("temp"), 1),
  HR("bpm", List.of("hr"), 1),
  IBI("s", List.of("ibi"), 1);

  private final String unit;
  private final List<String> columns;
  private final float scale;

  E4Signal(String unit, List<String> columns, float scale) {
    this.unit = unit;
    this.columns = columns;
    this.scale = scale;
  }

  /** The signal whose file this name is, such as {@code ACC.csv} or {@code eda.csv.gz}. */
  static Optional<E4Signal> ofFile(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    for (E4Signal signal : values()) {
      if (upper.equals(signal + ".CSV") || upper.equals(signal + ".CSV.GZ")) {
        return Optional.of(signal);
      }
    }
    return Optional.empty();
  }

  /**
   * Column that a label means: {@code x}, {@code ACC.x}, {@code EDA}; -1 if it is none of these.
   */
  int column(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    String prefix = name().toLowerCase(Locale.ROOT) + ".";
    return columns.indexOf(lower.startsWith(prefix) ? lower.substring(prefix.length()) : lower);
  }

  /** Whether a label names this signal beyond doubt, so that its file can be found in a folder. */
  boolean isMeantBy(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    String own = name().toLowerCase(Locale.ROOT);
    return lower.equals(own) || lower.startsWith(own + ".");
  }

  String unit() {
    return unit;
  }

  List<String> columns() {
    return columns;
  }

  /** Physical value of a number in the file. */
  float physical(float value) {
    return value * scale;
  }
}
