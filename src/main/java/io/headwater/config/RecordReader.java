package io.headwater.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Builds records from YAML nodes by the names of their components, going on after each mistake.
 *
 * <p>Jackson binds YAML to records too, but stops at the first mistake and forgets lines once it
 * has a tree; that is why this class exists.
 */
final class RecordReader {
  private final YamlTree tree;
  private final Problems problems;

  RecordReader(YamlTree tree, Problems problems) {
    this.tree = tree;
    this.problems = problems;
  }

  /** The record, with null for each component that is absent or was refused. */
  <T> T read(Class<T> type) {
    return type.cast(record(type, tree.root(), ""));
  }

  private Object value(Type type, Node node, String path) {
    problems.locate(path, tree.placeOf(node));
    if (node.getTag().equals(Tag.NULL)) {
      return null;
    }
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? list(arguments[0], node, path)
          : map((Class<?>) arguments[0], (Class<?>) arguments[1], node, path);
    }
    Class<?> plain = (Class<?>) type;
    return plain.isRecord() ? record(plain, node, path) : scalar(plain, node, path);
  }

  private Object record(Class<?> type, Node node, String path) {
    List<String> keys = KebabCase.keysOf(type);
    if (!(node instanceof MappingNode mapping)) {
      problems.add(
          path,
          "%s is not a group of settings; indent its keys below it. Known: %s."
              .formatted(describe(node), String.join(", ", keys)));
      return null;
    }
    Map<String, Node> given = entries(mapping, path);
    refuseUnknown(mapping, given, keys, path);
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Node child = given.get(keys.get(i));
      String childPath = join(path, keys.get(i));
      arguments[i] = child == null ? null : value(components[i].getGenericType(), child, childPath);
      if (arguments[i] == null && components[i].getType().isPrimitive()) {
        problems.add(childPath, "is missing; give a number.");
        arguments[i] = 0;
      }
    }
    return construct(type, components, arguments);
  }

  private void refuseUnknown(
      MappingNode mapping, Map<String, Node> given, List<String> keys, String path) {
    String place = path.isEmpty() ? "a setting" : "a setting of " + path;
    for (NodeTuple entry : mapping.getValue()) {
      String key = text(entry.getKeyNode());
      if (given.containsKey(key) && !keys.contains(key)) {
        problems.addAt(
            tree.placeOf(entry.getKeyNode()), join(path, key), Nearest.sentence(key, place, keys));
      }
    }
  }

  /** Keys and values of a mapping in the order written; a key given twice is blamed. */
  private Map<String, Node> entries(MappingNode mapping, String path) {
    Map<String, Node> entries = new LinkedHashMap<>();
    Map<String, Integer> lines = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      String key = text(entry.getKeyNode());
      Problems.Place place = tree.placeOf(entry.getKeyNode());
      if (entries.putIfAbsent(key, entry.getValueNode()) != null) {
        problems.addAt(
            place,
            join(path, key),
            "is given twice, first on line %d; keep one.".formatted(lines.get(key)));
      }
      lines.putIfAbsent(key, place.line());
    }
    return entries;
  }

  private List<Object> list(Type element, Node node, String path) {
    if (!(node instanceof SequenceNode sequence)) {
      problems.add(
          path, "%s is not a list; write [a, b] or one '- a' a line.".formatted(describe(node)));
      return null;
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < sequence.getValue().size(); i++) {
      String itemPath = path + "[" + i + "]";
      Object value = value(element, sequence.getValue().get(i), itemPath);
      if (value != null) {
        values.add(value);
      } else {
        problems.add(itemPath, "is empty; give a value or remove the line.");
      }
    }
    return values;
  }

  private Map<Object, Object> map(Class<?> keyType, Class<?> valueType, Node node, String path) {
    if (!(node instanceof MappingNode mapping)) {
      // Client properties hold secrets, so what stands in their place is not repeated.
      String seen = path.equals("kafka.properties") ? "this" : describe(node);
      problems.add(path, "%s is not a group of 'key: value' lines.".formatted(seen));
      return null;
    }
    Map<Object, Object> values = new LinkedHashMap<>();
    entries(mapping, path)
        .forEach(
            (text, child) -> {
              String childPath = join(path, text);
              Object value = value(valueType, child, childPath);
              ScalarReader.Outcome key = ScalarReader.read(keyType, text);
              if (key.problem() != null) {
                problems.add(childPath, "as a key, " + key.problem());
              } else if (value == null) {
                problems.add(childPath, "is empty; give a value or remove the line.");
              } else {
                values.put(key.value(), value);
              }
            });
    return values;
  }

  private Object scalar(Class<?> type, Node node, String path) {
    if (!(node instanceof ScalarNode scalar)) {
      problems.add(path, describe(node) + " stands where one value is expected.");
      return null;
    }
    ScalarReader.Outcome outcome = ScalarReader.read(type, scalar.getValue());
    if (outcome.problem() != null) {
      problems.add(path, outcome.problem());
    }
    return outcome.value();
  }

  private static Object construct(Class<?> type, RecordComponent[] components, Object[] arguments) {
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(type.getName() + " refused its own defaults", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " is not a public record", e);
    }
  }

  private static String text(Node key) {
    return key instanceof ScalarNode scalar ? scalar.getValue() : describe(key);
  }

  private static String describe(Node node) {
    return switch (node.getNodeId()) {
      case mapping -> "a group of settings";
      case sequence -> "a list";
      default -> "'" + ((ScalarNode) node).getValue() + "'";
    };
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
