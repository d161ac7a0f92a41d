package io.headwater.config;

import io.headwater.config.Problems.Place;
import java.io.StringReader;
import java.util.IdentityHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A YAML text as nodes that remember their line. Values that an override put in have no line; their
 * place is the override itself.
 */
final class YamlTree {
  private final String file;
  private final Map<Node, String> overridden = new IdentityHashMap<>();
  private MappingNode root;

  private YamlTree(String file) {
    this.file = file;
  }

  /** The tree, or null after the reason was added to the problems. */
  static YamlTree parse(String file, String text, Problems problems) {
    YamlTree tree = new YamlTree(file);
    Node node;
    try {
      node = compose(text);
    } catch (MarkedYAMLException e) {
      problems.addAt(tree.syntaxPlace(e), "", syntaxSentence(e));
      return null;
    } catch (YAMLException e) {
      problems.addForFile("not a YAML text (" + oneLine(e.getMessage()) + ").");
      return null;
    }
    if (node == null) {
      problems.addForFile(
          "the file has no settings; start from an example: headwater learn --example ward.");
      return null;
    }
    if (!(node instanceof MappingNode mapping)) {
      problems.addAt(
          tree.placeOf(node), "", "expected settings such as 'name: ward' at the top of the file.");
      return null;
    }
    tree.root = mapping;
    return tree;
  }

  static Node compose(String text) {
    // SafeConstructor: no type tags are ever turned into Java classes.
    return new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
  }

  MappingNode root() {
    return root;
  }

  void markOverridden(Node node, String option) {
    overridden.put(node, option);
  }

  Place placeOf(Node node) {
    String option = overridden.get(node);
    return option == null
        ? new Place(file, node.getStartMark().getLine() + 1)
        : new Place(option, 0);
  }

  private Place syntaxPlace(MarkedYAMLException e) {
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    return new Place(file, mark == null ? 0 : mark.getLine() + 1);
  }

  private static String syntaxSentence(MarkedYAMLException e) {
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    String column = mark == null ? "" : "column " + (mark.getColumn() + 1) + ": ";
    String context = e.getContext() == null ? "" : " (" + oneLine(e.getContext()) + ")";
    return column
        + "this is not valid YAML: "
        + withoutAlias(oneLine(e.getProblem()))
        + context
        + ". Check indentation (spaces, never tabs), quotes and brackets here and on the line above.";
  }

  /** The name of an alias that does not exist may be a password which begins with an asterisk. */
  private static String withoutAlias(String problem) {
    return problem.replaceFirst("^(found undefined alias) .*", "$1; a text with * needs quotes");
  }

  private static String oneLine(String text) {
    return text == null ? "" : text.strip().replaceAll("\\s+", " ");
  }
}
