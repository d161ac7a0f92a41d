package io.headwater.suite;

import io.headwater.estimator.baseline.BaselineKind;
import io.headwater.simulate.BySubject;
import io.headwater.simulate.circles.CirclesPreset;
import io.headwater.simulate.views.CodesPreset;
import io.headwater.simulate.views.ViewsPreset;
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

  private static final String MIXTURE = "mixture";
  private static final String SHARED = "shared";

  private static final List<String> OF_FIRST = with("sun", BASELINES);

  /** A row of each system. */
  static final List<String> SHORT_ROWS = List.of("s1", "l", "w", "b-three", "b-codes");

  private static final Map<String, List<String>> ROWS = new LinkedHashMap<>();

  static {
    for (String row : List.of("s1", "s2", "s3", "s5", "s6", "s8", "s-plus", "s-minus")) {
      ROWS.put(row, OF_FIRST);
    }
    for (String row : List.of("l", "l-normal", "l-null", "ls", "ls-null")) {
      ROWS.put(row, with("coupled", List.of("beta-vae", "content-contrast")));
    }
    Arrays.stream(CirclesPreset.values()).forEach(row -> ROWS.put(row.id(), List.of(MIXTURE)));
    Arrays.stream(ViewsPreset.values()).forEach(row -> ROWS.put(row.id(), List.of(SHARED)));
    Arrays.stream(CodesPreset.values()).forEach(row -> ROWS.put(row.id(), List.of(SHARED)));
    BySubject.ids()
        .forEach(row -> ROWS.put(row, ROWS.get(BySubject.base(row).orElseThrow()).subList(0, 1)));
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

  /** Ids of all rows that can be asked for. */
  public static List<String> known() {
    return RowCatalogue.ids();
  }

  /**
   * The rows asked for with their estimators.
   *
   * @param ids scenarios, of this suite or not
   * @param estimators null for those that the suite has on a row; on other rows the first system
   *     and the baselines
   * @throws IllegalArgumentException when an estimator does not look for what a row is about
   */
  public static List<SuiteRow> rows(List<String> ids, List<String> estimators) {
    List<SuiteRow> rows = new ArrayList<>();
    for (String id : ids) {
      List<String> kinds = estimators == null ? ROWS.getOrDefault(id, OF_FIRST) : estimators;
      kinds.forEach(kind -> requireFit(id, kind));
      kinds.forEach(kind -> rows.add(new SuiteRow(id, kind)));
    }
    return rows;
  }

  private static void requireFit(String id, String kind) {
    RowCatalogue.TruthForm form = RowCatalogue.form(id);
    boolean nodes = form == RowCatalogue.TruthForm.NODES;
    if (nodes != kind.equals(MIXTURE)
        || form == RowCatalogue.TruthForm.CODES && !kind.equals(SHARED)) {
      throw new IllegalArgumentException(
          "Row '%s' is not for estimator '%s': nodes with categories are found by mixture alone, and true codes are read by shared alone. Leave out the row or the estimator."
              .formatted(id, kind));
    }
  }

  /** A line for each row, for people. */
  public static List<String> describeRows() {
    List<String> lines = new ArrayList<>();
    ROWS.forEach(
        (id, kinds) -> {
          lines.add("%-16s %s".formatted(id, RowCatalogue.summary(id)));
          lines.add("%-18s %s".formatted("", String.join(", ", kinds)));
          kinds.forEach(
              kind ->
                  Bars.of(id, kind)
                      .forEach(bar -> lines.add("%-18s %s: %s".formatted("", kind, bar.text()))));
        });
    return lines;
  }
}
