package io.headwater.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; carries every problem found, sorted by line. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ConfigProblem> problems;

  public ConfigException(List<ConfigProblem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** At least one. */
  public List<ConfigProblem> problems() {
    return problems;
  }

  private static String message(List<ConfigProblem> problems) {
    String lines = problems.stream().map(Object::toString).collect(Collectors.joining("\n"));
    return problems.size() == 1
        ? lines
        : lines + "\n" + problems.size() + " mistakes in the configuration; nothing was started.";
  }
}
