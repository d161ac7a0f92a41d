package io.headwater.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The structural schema of a custom resource definition, with the rules of Kubernetes' strict field
 * validation: types, enumerations, required fields, and no field that the schema does not know.
 */
final class ResourceSchema {
  private final JsonNode root;

  private ResourceSchema(JsonNode root) {
    this.root = root;
  }

  /** The first version's schema of a definition on the class path. */
  static ResourceSchema ofClassPath(String definition) throws IOException {
    try (InputStream in = ResourceSchema.class.getClassLoader().getResourceAsStream(definition)) {
      return new ResourceSchema(
          Yaml.documents(in).get(0).at("/spec/versions/0/schema/openAPIV3Schema"));
    }
  }

  /** What is wrong with an object, a sentence each; empty when nothing is. */
  List<String> problems(JsonNode object) {
    List<String> problems = new ArrayList<>();
    object
        .fields()
        .forEachRemaining(
            field -> {
              // Known of every object; the definition need not say them.
              if (!List.of("apiVersion", "kind", "metadata").contains(field.getKey())) {
                JsonNode schema = root.path("properties").path(field.getKey());
                check(field.getValue(), schema, field.getKey(), problems);
              }
            });
    return problems;
  }

  private static void check(JsonNode value, JsonNode schema, String at, List<String> problems) {
    if (schema.isMissingNode()) {
      problems.add(at + " is unknown.");
      return;
    }
    if (!hasType(value, schema)) {
      problems.add("%s should be %s; it is %s.".formatted(at, schema.path("type"), value));
      return;
    }
    if (schema.has("enum") && !Yaml.texts(schema.get("enum")).contains(value.asText())) {
      problems.add("%s is %s; it may be %s.".formatted(at, value, schema.get("enum")));
    }
    for (String required : Yaml.texts(schema.path("required"))) {
      if (!value.has(required)) {
        problems.add(at + " lacks " + required + ".");
      }
    }
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        check(value.get(i), schema.path("items"), at + "[" + i + "]", problems);
      }
    } else if (value.isObject() && !anything(schema)) {
      value
          .fields()
          .forEachRemaining(
              field -> {
                JsonNode known = schema.path("properties").path(field.getKey());
                check(
                    field.getValue(),
                    known.isMissingNode() ? schema.path("additionalProperties") : known,
                    at + "." + field.getKey(),
                    problems);
              });
    }
  }

  private static boolean anything(JsonNode schema) {
    return schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
  }

  private static boolean hasType(JsonNode value, JsonNode schema) {
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      return value.isInt() || value.isTextual();
    }
    return switch (schema.path("type").asText()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      default -> anything(schema);
    };
  }
}
