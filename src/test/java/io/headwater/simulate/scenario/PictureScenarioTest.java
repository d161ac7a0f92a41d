package io.headwater.simulate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The variant MNIST. */
class PictureScenarioTest {
  private static final int ROWS = 400;
  private static final int SIDE = 28;

  private static Scenario scenario(long seed) throws IOException {
    Path images = SharedData.folder("mnist").getParent();
    return Scenario.of(ScenarioPreset.SM.settings(seed).withSamples(ROWS), images);
  }

  /** Centre of brightness along an axis, and the brightest value. */
  private record Look(double row, double column, double brightest, int coloursUsed) {
    static Look at(float[] picture) {
      int depth = picture.length / (SIDE * SIDE);
      double[] sums = new double[3];
      double brightest = 0;
      boolean[] used = new boolean[depth];
      for (int i = 0; i < picture.length; i++) {
        int pixel = i / depth;
        sums[0] += picture[i];
        sums[1] += picture[i] * (pixel / SIDE);
        sums[2] += picture[i] * (pixel % SIDE);
        brightest = Math.max(brightest, picture[i]);
        used[i % depth] |= picture[i] > 0;
      }
      int colours = (int) IntStream.range(0, depth).filter(c -> used[c]).count();
      return new Look(sums[1] / sums[0], sums[2] / sums[0], brightest, colours);
    }
  }

  @Test
  void positionsFollowTheFirstLatentsAndBrightnessTheSecond() throws IOException {
    Scenario scenario = scenario(4);
    int digit = scenario.causalOrder()[0];
    int item = scenario.causalOrder()[1];
    int digitPlace = place(scenario, digit);
    int itemPlace = place(scenario, item);
    for (int i = 0; i < ROWS; i++) {
      ScenarioRow row = scenario.row(i);
      Look digitLook = Look.at(row.observations()[digit]);
      Look itemLook = Look.at(row.observations()[item]);
      assertThat(digitLook.column()).isCloseTo(expected(row, digitPlace), within(3.5));
      assertThat(itemLook.row()).isCloseTo(expected(row, itemPlace), within(4.5));
      // Between pixels a bright spot is the mean of its neighbours.
      assertThat(digitLook.brightest())
          .isBetween(0.5 * light(row, digitPlace ^ 1), light(row, digitPlace ^ 1) + 0.01);
      assertThat(itemLook.brightest())
          .isBetween(0.5 * light(row, itemPlace ^ 1), light(row, itemPlace ^ 1) + 0.01);
      assertThat(digitLook.coloursUsed()).isEqualTo(1);
    }
  }

  private static double expected(ScenarioRow row, int latent) {
    return 13.5 + 7 * Math.tanh(row.latents()[latent] / 2);
  }

  private static double light(ScenarioRow row, int latent) {
    return 0.6 + 0.4 * Math.tanh(row.latents()[latent] / 2);
  }

  /** The latent that causes the other one of its modality. */
  private static int place(Scenario scenario, int modality) {
    return scenario.adjacency()[2 * modality][2 * modality + 1] ? 2 * modality : 2 * modality + 1;
  }

  @Test
  void linksAreThoseOfThePaper() throws IOException {
    Scenario scenario = scenario(1);
    int digit = scenario.causalOrder()[0];
    int item = scenario.causalOrder()[1];
    assertThat(scenario.crossAdjacency()[place(scenario, digit)][place(scenario, item)]).isTrue();
    assertThat(scenario.graph().edges()).hasSize(3);
  }

  @Test
  void inTheChainPositionAndLightOfOnePictureCauseThoseOfTheOther() throws IOException {
    Path images = SharedData.folder("mnist").getParent();
    Scenario scenario = Scenario.of(ScenarioPreset.SM_CHAIN.settings(3).withSamples(ROWS), images);
    int item = scenario.causalOrder()[1];
    assertThat(scenario.graph().edges()).hasSize(2);
    assertThat(scenario.hasLinksWithin()).isFalse();
    int place = 2 * item + 1;
    ScenarioRow[] byPlace =
        IntStream.range(0, ROWS)
            .mapToObj(scenario::row)
            .sorted(Comparator.comparingDouble(r -> r.latents()[place]))
            .toArray(ScenarioRow[]::new);
    assertThat(Look.at(byPlace[0].observations()[item]).row()).isLessThan(10);
    assertThat(Look.at(byPlace[ROWS - 1].observations()[item]).row()).isGreaterThan(17);
  }

  @Test
  void picturesOfMoreLatentsThanTheyShowAreRefused() {
    Structure three = Structure.of(2, 3, 1, Structure.Links.CHAIN);
    assertThatThrownBy(() -> ScenarioPreset.SM.make().withStructure(three))
        .hasMessageContaining("2 modalities, digit and item, of 2 latents")
        .hasMessageContaining("2 modalities of 3 + 1 and 0 shared were asked for");
  }

  @Test
  void eachClassIsShownAndNoneDependsOnTheLatents() throws IOException {
    Scenario scenario = scenario(2);
    List<ScenarioRow> rows = IntStream.range(0, ROWS).mapToObj(scenario::row).toList();
    assertThat(rows).extracting(row -> row.exogenous()[0]).contains(0.0, 4.0, 9.0);
    for (int latent = 0; latent < 4; latent++) {
      int l = latent;
      List<ScenarioRow> sorted =
          rows.stream().sorted(Comparator.comparingDouble(r -> r.latents()[l])).toList();
      double low = meanClass(sorted.subList(0, ROWS / 2));
      assertThat(low).isCloseTo(meanClass(sorted.subList(ROWS / 2, ROWS)), within(1.2));
    }
  }

  private static double meanClass(List<ScenarioRow> rows) {
    return rows.stream().mapToDouble(row -> row.exogenous()[0]).average().orElseThrow();
  }

  @Test
  void withoutPicturesThereIsNoScenario() {
    assertThatThrownBy(() -> Scenario.of(ScenarioPreset.SM.settings(1)))
        .hasMessageContaining("name the folder with mnist and fashion-mnist");
    assertThatThrownBy(() -> Scenario.of(ScenarioPreset.SM.settings(1), Path.of("no-folder")))
        .hasMessageContaining("There is no no-folder");
  }
}
