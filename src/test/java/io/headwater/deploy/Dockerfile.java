package io.headwater.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The Dockerfile as its stages and their instructions.
 *
 * @param stages by name, in the order of the file
 */
public record Dockerfile(Map<String, Stage> stages) {
  /** The file that the images are made from. */
  public static final Path FILE = Path.of("docker", "Dockerfile");

  /**
   * @param base an image, or the name of an earlier stage
   */
  public record Stage(String name, String base, List<Instruction> instructions) {
    Stream<Instruction> all(String keyword) {
      return instructions.stream().filter(i -> i.keyword().equals(keyword));
    }
  }

  /**
   * @param keyword in capitals
   * @param words what follows it, split at white space, line continuations joined
   */
  public record Instruction(String keyword, List<String> words) {
    /** The value of a flag such as {@code --from}; null without it. */
    String flag(String name) {
      String start = "--" + name + "=";
      return words.stream()
          .filter(w -> w.startsWith(start))
          .map(w -> w.substring(start.length()))
          .findFirst()
          .orElse(null);
    }

    List<String> arguments() {
      return words.stream().filter(w -> !w.startsWith("--")).toList();
    }

    /** Of a COPY: what is copied. */
    List<String> sources() {
      return arguments().subList(0, arguments().size() - 1);
    }

    /** Of a COPY: where to. */
    String target() {
      return arguments().get(arguments().size() - 1);
    }
  }

  public static Dockerfile read() throws IOException {
    Map<String, Stage> stages = new LinkedHashMap<>();
    List<Instruction> current = null;
    for (String line : joined(Files.readAllLines(FILE))) {
      List<String> words = List.of(line.split("\\s+"));
      String keyword = words.get(0).toUpperCase(Locale.ROOT);
      if (keyword.equals("FROM")) {
        current = new ArrayList<>();
        String name = words.get(words.size() - 1);
        if (stages.put(name, new Stage(name, words.get(1), current)) != null) {
          throw new IllegalStateException("Two stages of the Dockerfile are called " + name + ".");
        }
      } else if (current == null) {
        throw new IllegalStateException("The Dockerfile has '" + line + "' before its first FROM.");
      } else {
        current.add(new Instruction(keyword, words.subList(1, words.size())));
      }
    }
    return new Dockerfile(stages);
  }

  private static List<String> joined(List<String> lines) {
    List<String> joined = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String line : lines) {
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      if (text.endsWith("\\")) {
        open.append(text, 0, text.length() - 1).append(' ');
      } else {
        joined.add(open.append(text).toString());
        open.setLength(0);
      }
    }
    return joined;
  }

  /** A stage after the stages of this file that it is built upon, the first one first. */
  public List<Stage> lineage(String name) {
    Stage stage = stages.get(name);
    if (stage == null) {
      throw new IllegalArgumentException(
          "The Dockerfile has no stage '%s'; it has %s.".formatted(name, stages.keySet()));
    }
    List<Stage> lineage =
        new ArrayList<>(stages.containsKey(stage.base()) ? lineage(stage.base()) : List.of());
    lineage.add(stage);
    return lineage;
  }

  /** Every instruction of a kind in a stage and those it is built upon. */
  public List<Instruction> inherited(String stage, String keyword) {
    return lineage(stage).stream().flatMap(s -> s.all(keyword)).toList();
  }
}
