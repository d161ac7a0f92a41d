package io.headwater.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The one rule from Java names to YAML names: {@code maxGap} and {@code MAX_GAP} → max-gap. */
final class KebabCase {
  private KebabCase() {}

  static String of(String javaName) {
    return javaName
        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .replace('_', '-')
        .toLowerCase(Locale.ROOT);
  }

  static String of(Enum<?> constant) {
    return of(constant.name());
  }

  static List<String> keysOf(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .map(RecordComponent::getName)
        .map(KebabCase::of)
        .toList();
  }

  static List<String> namesOf(Class<?> enumType) {
    return Arrays.stream(enumType.getEnumConstants()).map(c -> of((Enum<?>) c)).toList();
  }
}
