package io.headwater.wire;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A record as nested lists, so that arrays are compared by content and floats bit by bit: NaN
 * equals NaN, and 0 is not -0. AssertJ's recursive comparison does neither.
 */
final class Contents {
  private Contents() {}

  static Object of(Object value) {
    if (value instanceof Record record) {
      List<Object> parts = new ArrayList<>(List.of(record.getClass().getSimpleName()));
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        parts.add(component.getName());
        parts.add(of(component(record, component)));
      }
      return parts;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Contents::of).toList();
    }
    if (value instanceof Map<?, ?> map) {
      return new TreeMap<>(map);
    }
    if (value != null && value.getClass().isArray()) {
      List<Object> items = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        items.add(Array.get(value, i));
      }
      return items;
    }
    return value;
  }

  private static Object component(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("Every component of a public record can be read.", e);
    }
  }
}
