package io.headwater.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final SuiteHeader HEADER =
      new SuiteHeader(
          "identification",
          "headwater evaluate --rows s1",
          "1.0",
          "17",
          2,
          1,
          Instant.EPOCH,
          List.of(1L, 2L));

  private static final List<RowSummary> TABLE =
      RowSummary.of(
          rows("s-minus", "s1"),
          List.of(
              Results.of("s1", 2, .96, 1, 1),
              Results.of("s1", 1, .99, 0, 2),
              Results.of("s-minus", 1, .88, 2, 0)));

  @Test
  void markdownShowsMeanDeviationMinimumAndChanceOfEachRowInTheOrderAskedFor() {
    String page = MarkdownTable.of(HEADER, TABLE);
    assertThat(page).contains("headwater evaluate --rows s1", "2 cores", "Seeds: 1, 2.");
    assertThat(page)
        .containsSubsequence(
            "| s-minus | sun | 1 |",
            "| s1 | sun | 2 | 0.980 (0.980) | 0.960 (0.960) | 0.975 ± 0.021 (0.960) | 0.940 | 0.965"
                + " | 0.900 / 0.990 | 0.050 | 0.750 | 0.5 (1) | 2.0 / 3.0 | 3 / 1 / 0 / 0 | 42.0 |");
  }

  @Test
  void markdownShowsEverySeedAndMarksWhatDoesNotApply() {
    assertThat(MarkdownTable.of(HEADER, TABLE))
        .containsSubsequence(
            "## Every seed",
            "| s1 | sun | 1 | 3000 | 0.980 | 0.990 |",
            "| 0 (0, 0, 0) | – | 2 2 | 2 / 0 / 0 / 0 | 42.0 |",
            "| s1 | sun | 2 | 3000 | 0.980 | 0.960 |");
  }

  @Test
  void barsAreHeldAgainstAllSeeds() {
    assertThat(MarkdownTable.of(HEADER, TABLE))
        .contains(
            "| s1 | sun | 2 | mean MCC ≥ 0.97 | 0.975 | open: 2 of 10 seeds |",
            "| s1 | sun | 2 | SHD ≤ 0 in ≥ 0.80 of seeds | 0.500 | **no** |",
            "| s-minus | sun | 1 | greatest modalities claimed by component ≤ 0 | 0.000 | open: 1 of 10 seeds |");
  }

  @Test
  void aBarIsReachedOverTenSeedsOnly() throws Exception {
    List<RunResult> ten =
        LongStream.rangeClosed(1, 10)
            .mapToObj(seed -> Results.of("s-plus", seed, .98, 1, 42))
            .toList();
    for (int seeds : new int[] {9, 10}) {
      List<RowSummary> table = RowSummary.of(rows("s-plus"), ten.subList(0, seeds));
      boolean enough = seeds == 10;
      assertThat(MarkdownTable.of(HEADER, table))
          .contains("mean MCC ≥ 0.97 | 0.980 | " + (enough ? "yes |" : "open: 9 of 10 seeds |"));
      JsonNode bar = new ObjectMapper().readTree(JsonTable.of(HEADER, table)).at("/rows/0/bars/1");
      assertThat(bar.at("/value").asDouble()).isCloseTo(.98, within(1e-9));
      assertThat(bar.at("/enough_seeds").asBoolean()).isEqualTo(enough);
      assertThat(bar.at("/reached").asBoolean()).isEqualTo(enough);
    }
  }

  @Test
  void claimsStandBesideWhatIsTrue() throws Exception {
    List<RunResult> runs =
        List.of(
            Results.of("s1", 1, .98, 0, 2),
            Results.of("s1", 2, .98, 0, 1),
            Results.of("s1", 3, .90, 2, 0),
            Results.of("s1", 4, .90, 2, 1));
    assertThat(MarkdownTable.of(HEADER, RowSummary.of(rows("s1"), runs)))
        .contains("| s1 | sun | 3 | 1 | 1 | 3 |");
    assertThat(RunJson.parse(RunJson.line(runs.get(1))).modalities())
        .isEqualTo(runs.get(1).modalities());
    String earlier = RunJson.line(runs.get(0)).replaceAll("\"modalities\":\\[.*?],", "");
    RunResult old = RunJson.parse(earlier);
    assertThat(old.modalities()).isNull();
    assertThat(MarkdownTable.of(HEADER, RowSummary.of(rows("s1"), List.of(old))))
        .contains("| s1 | sun | 0 | 0 | 0 | 0 |");
  }

  @Test
  void theSparsityCurveIsJudgedOnceAllItsRowsAreThere() {
    List<String> rows = List.of("ss-00", "ss-25", "ss-50", "ss-75");
    List<RunResult> rising =
        List.of(
            Results.of("ss-00", 1, .80, 1, 0),
            Results.of("ss-25", 1, .85, 1, 0),
            Results.of("ss-50", 1, .95, 1, 0),
            Results.of("ss-75", 1, .99, 1, 0));
    assertThat(MarkdownTable.of(HEADER, RowSummary.of(rows(rows.toArray(new String[0])), rising)))
        .contains(
            "mean MCC rises with sparsity | 0.800, 0.850, 0.950, 0.990 | open: 1 of 10 seeds |");
    assertThat(
            MarkdownTable.of(
                HEADER, RowSummary.of(rows(rows.toArray(new String[0])), rising.subList(0, 3))))
        .doesNotContain("rises with sparsity");
    assertThat(new SparsityCurve(List.of(.8, .9, .85, .99), 10).rises()).isFalse();
  }

  @Test
  void jsonHoldsTheSameForScripts() throws Exception {
    JsonNode page = new ObjectMapper().readTree(JsonTable.of(HEADER, TABLE));
    assertThat(page.at("/header/command").asText()).isEqualTo("headwater evaluate --rows s1");
    assertThat(page.at("/header/date").asText()).isEqualTo("1970-01-01T00:00:00Z");
    JsonNode s1 = page.at("/rows/1");
    assertThat(s1.at("/row").asText()).isEqualTo("s1");
    assertThat(s1.at("/mcc_pearson/mean").asDouble()).isCloseTo(.975, within(1e-9));
    assertThat(s1.at("/chance_rotated/mean").asDouble()).isCloseTo(.9, within(1e-9));
    assertThat(s1.at("/runs")).hasSize(2);
    assertThat(s1.at("/runs/0/key/seed").asLong()).isEqualTo(1);
    assertThat(s1.at("/runs/0/scores/shd_cpdag").isNull()).isTrue();
    assertThat(s1.at("/bars/2/reached").asBoolean()).isFalse();
  }

  @Test
  void aBarWithoutAnyMeasureIsNotReached() {
    Bar bar = Bar.meanAtMost(Measure.SHD, 2);
    List<RunResult> unknown = List.of(Results.of("s1", 1, .9, Double.NaN, 0));
    assertThat(bar.reached(bar.value(unknown))).isFalse();
  }

  @Test
  void aSpreadCountsOnlySeedsToWhichTheMeasureApplies() {
    Spread spread = Spread.of(1, Double.NaN, 3);
    assertThat(spread).isEqualTo(new Spread(2, 2, Math.sqrt(2), 1, 3));
    assertThat(Spread.of(5).deviation()).isNaN();
  }

  @Test
  void nodesAndMembershipHaveTablesOfTheirOwn() throws Exception {
    List<RunResult> runs =
        List.of(
            Results.scored("w", "mixture", 1, new NodeScores(.99, .995, .76, .5, 0, true), null),
            Results.scored("w", "mixture", 2, new NodeScores(.93, .95, .76, .5, 1, false), null),
            Results.scored(
                "b-two", "shared", 1, null, new MembershipScores(.8, .3, false, 0, 2, 1)));
    List<SuiteRow> rows = List.of(new SuiteRow("w", "mixture"), new SuiteRow("b-two", "shared"));
    List<RowSummary> table = RowSummary.of(rows, runs);
    assertThat(MarkdownTable.of(HEADER, table))
        .contains(
            "| w | mixture | 2 | 0.960 ± 0.042 (0.930) | 0.760 | 0.500 | 1 of 2 | 1 of 2 |",
            "| b-two | shared | 1 | 0.800 ± – (0.800) | 0.300 | 0 of 1 | 0 | 2 | 1 |",
            "| w | mixture | 2 | mean accuracy of the worst node ≥ 0.95 | 0.960 | open: 2 of 10 seeds |",
            "| w | mixture | 2 | errors of the skeleton ≤ 0 in ≥ 0.80 of seeds | 0.500 | **no** |",
            "| b-two | shared | 1 | mean F1 of membership ≥ 0.90 | 0.800 | **no** |")
        .doesNotContain("block R² mean");
    JsonNode page = new ObjectMapper().readTree(JsonTable.of(HEADER, table));
    assertThat(page.at("/rows/0/node_accuracy/least").asDouble()).isCloseTo(.93, within(1e-9));
    assertThat(page.at("/rows/1/f1/mean").asDouble()).isCloseTo(.8, within(1e-9));
    assertThat(page.at("/rows/1/runs/0/nodes").isNull()).isTrue();
    assertThat(RunJson.parse(RunJson.line(runs.get(2)))).isEqualTo(runs.get(2));
  }

  private static List<SuiteRow> rows(String... ids) {
    return Arrays.stream(ids).map(SuiteRow::of).toList();
  }
}
