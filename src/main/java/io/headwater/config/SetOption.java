package io.headwater.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One {@code key=value} from the command line, laid over the file: {@code learning.batch=16},
 * {@code modalities[0].latents=3}, {@code kafka.bootstrap=broker:9092}. The value is YAML.
 */
final class SetOption {
  private static final Pattern STEP = Pattern.compile("([^.\\[\\]=]+)((?:\\[\\d+])*)\\.?");
  private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");

  /** Names of client properties contain dots themselves. */
  private static final String CLIENT_PROPERTIES = "kafka.properties.";

  private final String label;
  private final String path;
  private final String value;

  private SetOption(String text, int equals) {
    this.path = text.substring(0, equals).strip();
    this.value = text.substring(equals + 1).strip();
    this.label = label(text, path);
  }

  static void apply(String text, YamlTree tree, Problems problems) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      problems.addAt(
          new Problems.Place(label(text, ""), 0),
          "",
          "an override is key=value, such as learning.batch=16.");
      return;
    }
    SetOption option = new SetOption(text, equals);
    String problem = option.applyTo(tree);
    if (problem != null) {
      problems.addAt(new Problems.Place(option.label, 0), option.path, problem);
    }
  }

  /** The option as it may be shown: not the value of what may be a secret. */
  private static String label(String text, String path) {
    return "--set " + (isPrivate(text, path) ? path + "=" + SecretProperties.HIDDEN : text);
  }

  private static boolean isPrivate(String text, String path) {
    return SecretProperties.mentions(text + " " + path)
        && (path.isEmpty() || path.startsWith("kafka"));
  }

  private String applyTo(YamlTree tree) {
    Node replacement;
    try {
      Node parsed = YamlTree.compose(value);
      replacement = parsed == null ? scalar("", Tag.NULL) : parsed;
    } catch (YAMLException e) {
      String shown = isPrivate(value, path) ? "This" : "'" + value + "'";
      return shown + " is not a YAML value; put it in quotes.";
    }
    List<Object> steps = steps();
    if (steps.isEmpty()) {
      return "'" + path + "' is not a key path; write one such as window.size.";
    }
    mark(tree, replacement);
    return descend(tree, tree.root(), steps, replacement);
  }

  private String descend(YamlTree tree, Node from, List<Object> steps, Node replacement) {
    Node at = from;
    for (int i = 0; i < steps.size(); i++) {
      boolean last = i == steps.size() - 1;
      if (steps.get(i) instanceof Integer index) {
        if (!(at instanceof SequenceNode list) || index >= list.getValue().size()) {
          return "there is no item [" + index + "] in the file to override.";
        }
        if (last) {
          list.getValue().set(index, replacement);
        }
        at = list.getValue().get(index);
      } else {
        if (!(at instanceof MappingNode group)) {
          return "'" + steps.get(i) + "' lies below something that has no keys.";
        }
        at = child(tree, group, (String) steps.get(i), last ? replacement : null);
      }
    }
    return null;
  }

  /** The value of a key; set to the replacement if one is given, created empty if absent. */
  private Node child(YamlTree tree, MappingNode group, String key, Node replacement) {
    List<NodeTuple> entries = group.getValue();
    for (int i = 0; i < entries.size(); i++) {
      Node keyNode = entries.get(i).getKeyNode();
      if (keyNode instanceof ScalarNode scalar && scalar.getValue().equals(key)) {
        if (replacement != null) {
          entries.set(i, new NodeTuple(marked(tree, scalar(key, Tag.STR)), replacement));
        }
        return entries.get(i).getValueNode();
      }
    }
    Node value =
        Objects.requireNonNullElseGet(
            replacement,
            () ->
                marked(
                    tree,
                    new MappingNode(Tag.MAP, new ArrayList<>(), DumperOptions.FlowStyle.BLOCK)));
    entries.add(new NodeTuple(marked(tree, scalar(key, Tag.STR)), value));
    return value;
  }

  private List<Object> steps() {
    List<Object> steps = new ArrayList<>();
    if (path.startsWith(CLIENT_PROPERTIES)) {
      return List.of("kafka", "properties", path.substring(CLIENT_PROPERTIES.length()));
    }
    Matcher step = STEP.matcher(path);
    int end = 0;
    while (end < path.length() && step.find(end) && step.start() == end) {
      steps.add(step.group(1));
      Matcher index = INDEX.matcher(step.group(2));
      while (index.find()) {
        steps.add(Integer.valueOf(index.group(1)));
      }
      end = step.end();
    }
    return end == path.length() ? steps : List.of();
  }

  private Node marked(YamlTree tree, Node node) {
    tree.markOverridden(node, label);
    return node;
  }

  private void mark(YamlTree tree, Node node) {
    tree.markOverridden(node, label);
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> mark(tree, item));
    } else if (node instanceof MappingNode group) {
      for (NodeTuple entry : group.getValue()) {
        mark(tree, entry.getKeyNode());
        mark(tree, entry.getValueNode());
      }
    }
  }

  private static ScalarNode scalar(String text, Tag tag) {
    return new ScalarNode(tag, text, null, null, DumperOptions.ScalarStyle.PLAIN);
  }
}
