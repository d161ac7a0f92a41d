package io.headwater.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sensor.SensorChunk;
import io.headwater.simulate.circles.Circles;
import io.headwater.simulate.circles.CirclesPreset;
import io.headwater.simulate.circles.CirclesRows;
import io.headwater.simulate.views.Views;
import io.headwater.simulate.views.ViewsPreset;
import io.headwater.simulate.views.ViewsRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class BySubjectTest {
  private static final int ROWS = 4001;

  static Stream<SimulatedRows> rows() {
    CirclesPreset w = CirclesPreset.of("w").orElseThrow();
    ViewsPreset b = ViewsPreset.of("b-two").orElseThrow();
    return Stream.of(
        new CirclesRows(new Circles(w.settings(3).withSamples(ROWS)), w),
        new ViewsRows(new Views(b.settings(3).withSamples(ROWS)), b));
  }

  private static List<SimulatedRow> all(SimulatedRows rows) {
    return IntStream.range(0, rows.rows()).mapToObj(rows::row).toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyRowComesOnceWithWhatItShowed(SimulatedRows rows) {
    BySubject ordered = BySubject.of(rows, 3);
    assertThat(Arrays.stream(ordered.place()).sorted().toArray())
        .isEqualTo(IntStream.range(0, ROWS).toArray());
    for (int i = 0; i < ROWS; i += 97) {
      SimulatedRow row = ordered.row(i);
      SimulatedRow own = rows.row(ordered.place()[i]);
      assertThat(row.latents()).isEqualTo(own.latents());
      assertThat(values(row)).isDeepEqualTo(values(own));
      assertThat(row.chunks()).allMatch(c -> c.startMicros() == row.startMicros());
      assertThat(row.chunks()).allMatch(c -> c.subject().equals(row.subject()));
    }
  }

  private static float[][] values(SimulatedRow row) {
    return row.chunks().stream().map(SensorChunk::values).toArray(float[][]::new);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void subjectsFollowEachOtherInTimeAndDiffer(SimulatedRows rows) {
    Map<String, List<Double>> latents = new LinkedHashMap<>();
    String current = "";
    long last = Long.MIN_VALUE;
    for (SimulatedRow row : all(BySubject.of(rows, 3))) {
      assertThat(row.startMicros()).isGreaterThan(last);
      last = row.startMicros();
      if (!row.subject().equals(current)) {
        assertThat(latents).doesNotContainKey(row.subject());
        current = row.subject();
      }
      latents.computeIfAbsent(current, s -> new ArrayList<>()).add(row.latents()[0]);
    }
    assertThat(latents).hasSize(24);
    assertThat(shareBetween(latents)).isCloseTo(0.3, Offset.offset(0.05));
  }

  private static double shareBetween(Map<String, List<Double>> groups) {
    List<Double> all = groups.values().stream().flatMap(List::stream).toList();
    double mean = mean(all);
    double total = all.stream().mapToDouble(z -> (z - mean) * (z - mean)).sum();
    double between =
        groups.values().stream()
            .mapToDouble(g -> g.size() * (mean(g) - mean) * (mean(g) - mean))
            .sum();
    return between / total;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  @Test
  void theOrderFollowsFromTheSeed() {
    SimulatedRows rows = rows().findFirst().orElseThrow();
    int[] place = BySubject.of(rows, 3).place();
    assertThat(BySubject.of(rows, 3).place()).isEqualTo(place);
    assertThat(BySubject.of(rows, 4).place()).isNotEqualTo(place);
  }

  @Test
  void onlyNamedRowsHaveThisOrder() {
    assertThat(BySubject.base("w-by-subject")).contains("w");
    assertThat(BySubject.base("w")).isEmpty();
    assertThat(BySubject.base("t-by-subject")).isEmpty();
  }
}
