package io.headwater.deploy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code kustomize build} makes of a folder, for the part of Kustomize that our folders use:
 * resources, patches (a file that is merged without lists, or JSON operations on a target) and
 * config maps from files. Anything else is refused, so that nothing goes unchecked.
 */
final class Kustomization {
  private static final String FILE = "kustomization.yaml";

  private static final Set<String> KNOWN =
      Set.of(
          "apiVersion",
          "kind",
          "namespace",
          "resources",
          "patches",
          "configMapGenerator",
          "generatorOptions");

  private Kustomization() {}

  /** Objects after patches, in the order of the files. */
  static List<JsonNode> build(Path folder) throws IOException {
    JsonNode kustomization = Yaml.documents(folder.resolve(FILE)).get(0);
    kustomization
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!KNOWN.contains(key)) {
                throw new IllegalStateException(folder + " uses '" + key + "', unknown here.");
              }
            });
    List<JsonNode> objects = new ArrayList<>();
    for (String resource : Yaml.texts(kustomization.path("resources"))) {
      Path path = existing(folder, resource);
      objects.addAll(Files.isDirectory(path) ? build(path) : Yaml.documents(path));
    }
    for (JsonNode generator : kustomization.path("configMapGenerator")) {
      objects.add(configMap(folder, generator));
    }
    for (JsonNode patch : kustomization.path("patches")) {
      apply(folder, patch, objects);
    }
    return objects;
  }

  private static JsonNode configMap(Path folder, JsonNode generator) throws IOException {
    ObjectNode map = (ObjectNode) Yaml.of("{apiVersion: v1, kind: ConfigMap}");
    map.putObject("metadata").put("name", generator.get("name").asText());
    ObjectNode data = map.putObject("data");
    for (String file : Yaml.texts(generator.get("files"))) {
      data.put(file, Files.readString(existing(folder, file)));
    }
    return map;
  }

  private static void apply(Path folder, JsonNode patch, List<JsonNode> objects)
      throws IOException {
    boolean operations = patch.has("patch");
    JsonNode change =
        operations
            ? Yaml.of(patch.get("patch").asText())
            : Yaml.documents(existing(folder, patch.get("path").asText())).get(0);
    JsonNode target = operations ? patch.get("target") : change;
    int found = 0;
    for (int i = 0; i < objects.size(); i++) {
      if (matches(objects.get(i), target)) {
        found++;
        objects.set(
            i,
            operations
                ? replaced(objects.get(i).deepCopy(), change)
                : merged(objects.get(i).deepCopy(), change));
      }
    }
    if (found == 0) {
      throw new IllegalStateException(
          "A patch of %s is for an object that is not there: %s.".formatted(folder, target));
    }
  }

  private static boolean matches(JsonNode object, JsonNode target) {
    String name = target.at("/metadata/name").asText(target.path("name").asText(null));
    return object.get("kind").equals(target.get("kind"))
        && (name == null || name.equals(object.at("/metadata/name").asText()));
  }

  private static JsonNode merged(JsonNode into, JsonNode change) {
    for (Iterator<Map.Entry<String, JsonNode>> all = change.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> one = all.next();
      boolean within = one.getValue().isObject() && into.path(one.getKey()).isObject();
      ((ObjectNode) into)
          .set(
              one.getKey(),
              within ? merged(into.get(one.getKey()), one.getValue()) : one.getValue());
    }
    return into;
  }

  /** JSON operations, of which only the replacing of a value that is there is used and known. */
  private static JsonNode replaced(JsonNode object, JsonNode operations) {
    for (JsonNode operation : operations) {
      JsonPointer path = JsonPointer.compile(operation.get("path").asText());
      if (!operation.get("op").asText().equals("replace") || object.at(path).isMissingNode()) {
        throw new IllegalStateException("%s cannot be applied to %s.".formatted(operation, object));
      }
      ((ObjectNode) object.at(path.head()))
          .set(path.last().getMatchingProperty(), operation.get("value"));
    }
    return object;
  }

  private static Path existing(Path folder, String named) {
    Path path = folder.resolve(named).normalize();
    if (!Files.exists(path)) {
      throw new IllegalStateException("%s names %s, which is not there.".formatted(folder, named));
    }
    return path;
  }
}
