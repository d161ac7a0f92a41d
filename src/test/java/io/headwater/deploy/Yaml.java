package io.headwater.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** YAML files as trees; a key that stands twice is an error. */
final class Yaml {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private Yaml() {}

  /** Every document of a file. */
  static List<JsonNode> documents(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return documents(in);
    }
  }

  static List<JsonNode> documents(InputStream in) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(in).forEachRemaining(documents::add);
    return documents;
  }

  static JsonNode of(String text) throws IOException {
    return MAPPER.readTree(text);
  }

  /** The texts of a list; empty when there is none. */
  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
