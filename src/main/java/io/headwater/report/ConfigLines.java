package io.headwater.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Map;
import java.util.TreeMap;

/** A configuration as {@code path → value}. */
final class ConfigLines {
  private static final YAMLMapper YAML = new YAMLMapper();

  private ConfigLines() {}

  /** Empty where the note's configuration cannot be read. */
  static Map<String, String> of(RunNote note) {
    Map<String, String> lines = new TreeMap<>();
    try {
      walk("", YAML.readTree(note.configuration() == null ? "" : note.configuration()), lines);
    } catch (JsonProcessingException e) {
      return Map.of();
    }
    return lines;
  }

  private static void walk(String path, JsonNode node, Map<String, String> lines) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              f ->
                  walk(path.isEmpty() ? f.getKey() : path + "." + f.getKey(), f.getValue(), lines));
    } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
      for (int i = 0; i < node.size(); i++) {
        walk(path + "[" + i + "]", node.get(i), lines);
      }
    } else if (!path.isEmpty()) {
      lines.put(path, node.isValueNode() ? node.asText() : node.toString());
    }
  }
}
