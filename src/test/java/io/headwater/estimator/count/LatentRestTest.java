package io.headwater.estimator.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** With the true latents in place of learned ones, of scenarios with known causes. */
class LatentRestTest {
  private static final int ROWS = 4000;
  private static final double LEAST_MISSING = 0.06;

  /**
   * Of every modality.
   *
   * @param known latents of each modality that are given; the others count as missing
   */
  private static List<LatentRest.Share> rests(String scenario, int rows, int... known) {
    ScenarioSummaries summaries = new ScenarioSummaries(scenario, 2, rows);
    int[] widths = IntStream.of(summaries.truth()).map(latents -> latents + 1).toArray();
    LatentRest rest =
        new LatentRest(summaries.sample(0, rows), summaries.latents(0, rows, known), widths);
    return IntStream.range(0, known.length).mapToObj(rest::of).toList();
  }

  @Test
  void nothingIsLeftByAllLatents() {
    assertThat(rests("s1", ROWS, 2, 2)).extracting(LatentRest.Share::value).allMatch(v -> v < 0.02);
  }

  @Test
  void norUnderACurvedMixingOfThree() {
    assertThat(rests("s-plus", ROWS, 3, 3, 3))
        .extracting(LatentRest.Share::value)
        .allMatch(v -> v < 0.02);
  }

  @Test
  void aLatentLeftOutIsSeenInItsModalityOnly() {
    List<LatentRest.Share> rests = rests("s-plus", ROWS, 2, 3, 3);
    assertThat(rests.get(0).value())
        .isGreaterThan(LEAST_MISSING)
        .isGreaterThan(4 * rests.get(0).error());
    assertThat(rests.subList(1, 3)).allMatch(rest -> rest.value() < 0.02);
  }

  @Test
  void theSameRowsGiveTheSameBits() {
    assertThat(rests("s1", 1500, 1, 2)).isEqualTo(rests("s1", 1500, 1, 2));
  }

  @Test
  void fewRowsSayNothing() {
    assertThat(rests("s1", 900, 2, 2))
        .allSatisfy(
            rest -> {
              assertThat(rest.value()).isNaN();
              assertThat(rest.rows()).isEqualTo(900);
            });
  }

  @Test
  void aLatentThatNeverChangesDoesNoHarm() {
    ScenarioSummaries summaries = new ScenarioSummaries("s1", 2, 1500);
    float[][] latents = summaries.latents(0, 1500, 2, 2);
    Arrays.fill(latents[0], 3);
    double share =
        new LatentRest(summaries.sample(0, 1500), latents, new int[] {3, 3}).of(0).value();
    assertThat(share).as("all is left").isGreaterThan(LEAST_MISSING);
  }
}
