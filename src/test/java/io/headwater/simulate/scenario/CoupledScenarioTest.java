package io.headwater.simulate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows whose latents are coupled. */
class CoupledScenarioTest {
  private static final int ROWS = 4000;
  private static final int LATENTS = 5;

  private static Scenario scenario(String id, long seed) {
    return Scenario.of(ScenarioPreset.of(id).settings(seed).withSamples(ROWS));
  }

  /** Differences of each latent of the second modality in the order from its partner. */
  private static double[] differences(Scenario scenario) {
    boolean[][] links = scenario.adjacency();
    List<Double> all = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      double[] z = scenario.row(row).latents();
      for (int a = 0; a < z.length; a++) {
        for (int b = 0; b < z.length; b++) {
          if (links[a][b]) {
            all.add(z[b] - z[a]);
          }
        }
      }
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double moment(double[] values, int order) {
    double sum = 0;
    for (double v : values) {
      sum += Math.pow(v, order) / values.length;
    }
    return sum;
  }

  @Test
  void inABoxLatentsAreUniformAndPartnersDifferByLaplacesLaw() {
    Scenario scenario = scenario("l", 11);
    double[] all = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      all[row] = scenario.row(row).latents()[3];
      assertThat(Math.abs(all[row])).isLessThanOrEqualTo(Math.sqrt(3));
    }
    assertThat(moment(all, 2)).isCloseTo(1, within(0.08));
    assertThat(moment(all, 4)).isCloseTo(1.8, within(0.2));
    double[] apart = differences(scenario);
    assertThat(apart).hasSize(ROWS * LATENTS);
    double mean = 0;
    for (double v : apart) {
      mean += Math.abs(v) / apart.length;
    }
    // a twentieth of the side; a little less, because the sides cut it off
    assertThat(mean).isCloseTo(2 * Math.sqrt(3) / 20, within(0.02));
    assertThat(moment(apart, 4) / Math.pow(moment(apart, 2), 2)).isGreaterThan(4.5);
    double[] normal = differences(scenario("l-normal", 11));
    assertThat(moment(normal, 4) / Math.pow(moment(normal, 2), 2)).isCloseTo(3, within(0.4));
  }

  @Test
  void onASphereRowsHaveOneLengthAndPartnersTheCosineOfTheirConcentration() {
    Scenario scenario = scenario("ls", 11);
    boolean[][] links = scenario.adjacency();
    double cosine = 0;
    for (int row = 0; row < ROWS; row++) {
      double[] z = scenario.row(row).latents();
      for (int m = 0; m < 2; m++) {
        double squares = 0;
        for (int k = 0; k < LATENTS; k++) {
          squares += z[m * LATENTS + k] * z[m * LATENTS + k];
        }
        assertThat(squares).isCloseTo(LATENTS, within(1e-9));
      }
      for (int a = 0; a < z.length; a++) {
        for (int b = 0; b < z.length; b++) {
          cosine += links[a][b] ? z[a] * z[b] / LATENTS / ROWS : 0;
        }
      }
    }
    // I_(5/2)(20) / I_(3/2)(20) = (20² + 3 - 60 coth 20) / (20 (20 coth 20 - 1))
    assertThat(cosine).isCloseTo(343.0 / 380, within(0.005));
  }

  @ParameterizedTest
  @ValueSource(strings = {"l", "ls", "l-normal"})
  void equalSettingsGiveEqualBitsAndOrdersDifferBetweenSeeds(String id) {
    assertThat(scenario(id, 11).row(7))
        .usingRecursiveComparison()
        .isEqualTo(scenario(id, 11).row(7));
    assertThat(scenario(id, 12).row(7).latents()).isNotEqualTo(scenario(id, 11).row(7).latents());
    boolean ordersDiffer = false;
    boolean[][] first = scenario(id, 11).adjacency();
    for (long seed = 12; seed < 16; seed++) {
      ordersDiffer |= !java.util.Arrays.deepEquals(first, scenario(id, seed).adjacency());
    }
    assertThat(ordersDiffer).isTrue();
  }

  @Test
  void shuffledPairingKeepsTheMarginsAndCutsTheCoupling() {
    Scenario apart = scenario("l-null", 11);
    assertThat(apart.graph().edges()).isEmpty();
    boolean[][] links = scenario("l", 11).adjacency();
    for (int a = 0; a < links.length; a++) {
      for (int b = 0; b < links.length; b++) {
        if (links[a][b]) {
          double product = 0;
          for (int row = 0; row < ROWS; row++) {
            double[] z = apart.row(row).latents();
            product += z[a] * z[b] / ROWS;
          }
          assertThat(product).isCloseTo(0, within(0.08));
        }
      }
    }
  }

  @Test
  void theConfigurationOfAScenarioChoosesTheSystemAndItsGeometry() {
    assertThat(new ScenarioRows(scenario("ls", 1), "ls").configuration("coupled"))
        .contains("kind: coupled\n  coupled: {geometry: sphere}")
        .doesNotContain("graph:");
    assertThat(new ScenarioRows(scenario("l", 1), "l").configuration("coupled"))
        .contains("{geometry: box}");
  }

  @Test
  void couplingsThatCannotBeAreRefused() {
    ScenarioSettings l = ScenarioPreset.L.settings(1);
    assertThatThrownBy(() -> l.withStructure(l.structure().withExtraCross(1)))
        .hasMessageContaining("one to one");
    assertThatThrownBy(() -> l.withSampling(l.sampling().withDriftAt(5)))
        .hasMessageContaining("neither drift");
    assertThatThrownBy(() -> new Coupling(Coupling.Space.SPHERE, Coupling.Law.LAPLACE, 0.1))
        .hasMessageContaining("does not live in space");
    assertThatThrownBy(() -> new Coupling(Coupling.Space.BOX, Coupling.Law.LAPLACE, 0))
        .hasMessageContaining("outside 0");
    assertThat(l.toString()).contains("coupling=Coupling[space=BOX");
    assertThat(ScenarioPreset.S1.settings(1).toString()).doesNotContain("coupling");
  }
}
