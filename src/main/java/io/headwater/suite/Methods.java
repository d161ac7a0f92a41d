package io.headwater.suite;

import io.headwater.estimator.baseline.BaselineKind;
import io.headwater.simulate.scenario.ScenarioPreset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rows of the suite of methods: on the rows of each system that system, beside it whatever can
 * be asked the same.
 */
public final class Methods {
  private static final List<String> BASELINES =
      Arrays.stream(BaselineKind.values()).map(BaselineKind::id).toList();

  private static final List<String> OF_FIRST = with("sun", BASELINES);

  /** A row of each system. */
  static final List<String> SHORT_ROWS = List.of("s1", "l");

  private static final Map<String, List<String>> ROWS = new LinkedHashMap<>();

  static {
    for (String row : List.of("s1", "s2", "s3", "s5", "s-plus", "s-minus")) {
      ROWS.put(row, OF_FIRST);
    }
    for (String row : List.of("l", "l-normal", "l-null", "ls", "ls-null")) {
      ROWS.put(row, with("coupled", List.of("beta-vae", "content-contrast")));
    }
  }

  private Methods() {}

  private static List<String> with(String system, List<String> others) {
    return Stream.concat(Stream.of(system), others.stream()).toList();
  }

  /**
   * Ids of the rows, in the order in which they are shown.
   *
   * @param brief only {@link #SHORT_ROWS}
   */
  public static List<String> rows(boolean brief) {
    return brief ? SHORT_ROWS : List.copyOf(ROWS.keySet());
  }

  /**
   * The rows asked for with their estimators.
   *
   * @param ids scenarios, of this suite or not
   * @param estimators null for those that the suite has on a row; on other rows the first system
   *     and the baselines
   */
  public static List<SuiteRow> rows(List<String> ids, List<String> estimators) {
    List<SuiteRow> rows = new ArrayList<>();
    for (String id : ids) {
      List<String> kinds = estimators == null ? ROWS.getOrDefault(id, OF_FIRST) : estimators;
      kinds.forEach(kind -> rows.add(new SuiteRow(id, kind)));
    }
    return rows;
  }

  /** A line for each row, for people. */
  public static List<String> describeRows() {
    List<String> lines = new ArrayList<>();
    ROWS.forEach(
        (id, kinds) -> {
          lines.add("%-16s %s".formatted(id, ScenarioPreset.of(id).summary()));
          lines.add("%-18s %s".formatted("", String.join(", ", kinds)));
          kinds.forEach(
              kind ->
                  Bars.of(id, kind)
                      .forEach(bar -> lines.add("%-18s %s: %s".formatted("", kind, bar.text()))));
        });
    return lines;
  }
}
