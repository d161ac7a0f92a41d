package io.headwater.simulate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.simulate.scenario.Equations.Mechanism;
import io.headwater.simulate.scenario.Equations.Noise;
import io.headwater.simulate.scenario.Structure.Links;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of scenarios. */
class ScenarioRowsTest {
  private static final int ROWS = 6_000;

  /** Six standard errors of a Laplace variance over {@link #ROWS} rows. */
  private static final double TOLERANCE = 0.18;

  private static Scenario scenario(String id, long seed) {
    return Scenario.of(ScenarioPreset.of(id).settings(seed).withSamples(ROWS));
  }

  private static double[][] latents(Scenario scenario, int from, int to) {
    double[][] rows = new double[to - from][];
    for (int i = from; i < to; i++) {
      rows[i - from] = scenario.row(i).latents();
    }
    return rows;
  }

  private static double mean(double[][] rows, int column) {
    return Arrays.stream(rows).mapToDouble(row -> row[column]).average().orElseThrow();
  }

  private static double covariance(double[][] rows, int a, int b) {
    double meanA = mean(rows, a);
    double meanB = mean(rows, b);
    return Arrays.stream(rows)
        .mapToDouble(row -> (row[a] - meanA) * (row[b] - meanB))
        .average()
        .orElseThrow();
  }

  private static double correlation(double[][] rows, int a, int b) {
    return covariance(rows, a, b) / Math.sqrt(covariance(rows, a, a) * covariance(rows, b, b));
  }

  @ParameterizedTest
  @EnumSource(
      value = ScenarioPreset.class,
      names = {
        "S1_GAUSS",
        "S8",
        "S_PLUS",
        "S_MINUS",
        "DENSE",
        "NULL",
        "SW_WITHIN_2",
        "SW_UNIFORM",
        "SW_NOISE",
        "SC_WITHIN",
        "SC_ACROSS",
        "SHARED_3",
        "T_BY_SUBJECT"
      })
  void latentsAndChannelsHaveMeanZeroAndVarianceOne(ScenarioPreset preset) {
    Scenario scenario = Scenario.of(preset.settings(3).withSamples(ROWS));
    double[][] latents = new double[ROWS][];
    double[][] channels = new double[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      ScenarioRow row = scenario.row(i);
      latents[i] = row.latents();
      float[] first = row.observations()[0];
      channels[i] = IntStream.range(0, first.length).mapToDouble(c -> first[c]).toArray();
    }
    for (double[][] rows : new double[][][] {latents, channels}) {
      for (int j = 0; j < rows[0].length; j++) {
        assertThat(mean(rows, j)).as("mean %d", j).isCloseTo(0, within(betweenSubjects(preset)));
        double varies = Math.max(TOLERANCE, betweenSubjects(preset));
        assertThat(covariance(rows, j, j)).isCloseTo(1, within(varies));
      }
    }
  }

  /** With two dozen subjects that differ, moments over rows are those of two dozen draws. */
  private static double betweenSubjects(ScenarioPreset preset) {
    return preset.settings(1).sampling().subjectShift() > 0 ? 0.6 : TOLERANCE / 2;
  }

  @ParameterizedTest
  @ValueSource(strings = {"s-plus", "sc-across", "null", "t-by-subject"})
  void equalSettingsGiveEqualBitsInAnyOrderOfAsking(String id) {
    Scenario one = scenario(id, 11);
    Scenario other = scenario(id, 11);
    other.row(5);
    for (int i : new int[] {40, 5, 0}) {
      assertThat(other.row(i)).usingRecursiveComparison().isEqualTo(one.row(i));
    }
    assertThat(scenario(id, 12).row(0).latents()).isNotEqualTo(one.row(0).latents());
  }

  @ParameterizedTest
  @EnumSource(Mechanism.class)
  void parentsExplainTheirChildren(Mechanism mechanism) {
    ScenarioSettings chain =
        ScenarioPreset.S1
            .settings(2)
            .withSamples(ROWS)
            .withEquations(Equations.gaussian(mechanism));
    Scenario scenario = Scenario.of(chain);
    double[][] rows = latents(scenario, 0, ROWS);
    boolean[][] links = scenario.crossAdjacency();
    for (int parent = 0; parent < 4; parent++) {
      for (int child = 0; child < 4; child++) {
        if (links[parent][child]) {
          assertThat(Math.abs(correlation(rows, parent, child))).isGreaterThan(0.2);
        } else if (parent != child && !links[child][parent]) {
          assertThat(correlation(rows, parent, child)).isCloseTo(0, within(0.08));
        }
      }
    }
  }

  @Test
  void linearGaussianLatentsCorrelateAsTheNoiseShareSays() {
    Scenario control = scenario("s-minus", 4);
    double[][] rows = latents(control, 0, ROWS);
    boolean[][] links = control.adjacency();
    for (int parent = 0; parent < links.length; parent++) {
      for (int child = 0; child < links.length; child++) {
        if (links[parent][child]) {
          assertThat(Math.abs(correlation(rows, parent, child)))
              .isCloseTo(Math.sqrt(0.75), within(0.02));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Noise.class)
  void theNoiseHasTheTailsOfItsLaw(Noise law) {
    ScenarioSettings settings =
        ScenarioPreset.S1
            .settings(1)
            .withSamples(ROWS)
            .withStructure(Structure.of(2, 2, 1, Links.NONE))
            .withEquations(new Equations(Mechanism.LINEAR, law, 0, 0.5));
    double[][] rows = latents(Scenario.of(settings), 0, ROWS);
    double fourth =
        Arrays.stream(rows).mapToDouble(row -> Math.pow(row[0], 4)).average().orElseThrow();
    double expected =
        switch (law) {
          case LAPLACE -> 6;
          case GAUSSIAN -> 3;
          case UNIFORM -> 1.8;
        };
    assertThat(fourth).isCloseTo(expected, within(0.2 * expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sc-within", "sc-across"})
  void latentsOfACycleDependOnEachOther(String id) {
    Scenario scenario = scenario(id, 6);
    double[][] rows = latents(scenario, 0, ROWS);
    boolean[][] links = scenario.adjacency();
    double strongest = 0;
    for (int parent = 0; parent < links.length; parent++) {
      for (int child = 0; child < links.length; child++) {
        if (links[parent][child]) {
          strongest = Math.max(strongest, Math.abs(correlation(rows, parent, child)));
        }
      }
    }
    assertThat(strongest).isGreaterThan(0.3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sc-within", "sc-across"})
  void aCycleMovesItsOwnLatentsAndNothingUpstream(String id) {
    Scenario scenario = scenario(id, 6);
    ScenarioSettings settings = scenario.settings();
    Scenario open =
        Scenario.of(settings.withStructure(settings.structure().withCycle(Structure.Cycle.NONE)));
    double[][] rows = latents(scenario, 0, 200);
    double[][] without = latents(open, 0, 200);
    boolean[][] links = scenario.adjacency();
    int onCycle = 0;
    for (int latent = 0; latent < links.length; latent++) {
      int at = latent;
      double moved =
          IntStream.range(0, rows.length)
              .mapToDouble(i -> Math.abs(rows[i][at] - without[i][at]))
              .average()
              .orElseThrow();
      if (leads(links, latent, latent)) {
        onCycle++;
        assertThat(moved).as("latent %d of the cycle", latent).isGreaterThan(0.05);
      } else if (IntStream.range(0, links.length)
          .noneMatch(other -> leads(links, other, other) && leads(links, other, at))) {
        assertThat(moved).as("latent %d upstream", latent).isZero();
      }
    }
    assertThat(onCycle).isGreaterThan(1);
  }

  /** Whether a path of links leads from one latent to another, or back to itself. */
  private static boolean leads(boolean[][] links, int from, int to) {
    return leads(links, from, to, new boolean[links.length]);
  }

  private static boolean leads(boolean[][] links, int from, int to, boolean[] seen) {
    seen[from] = true;
    for (int next = 0; next < links.length; next++) {
      if (links[from][next] && (next == to || !seen[next] && leads(links, next, to, seen))) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @EnumSource(Mechanism.class)
  void noCauseIsSteeperThanItsBoundSoThatCyclesAreContractions(Mechanism mechanism) {
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < 200; trial++) {
      CauseFunction cause = CauseFunction.draw(mechanism, random, List.of(0, 1, 2));
      double[] z = random.doubles(3, -3, 3).toArray();
      double[] near = z.clone();
      double step = 1e-3;
      for (int i = 0; i < 3; i++) {
        near[i] += random.nextBoolean() ? step : -step;
      }
      assertThat(Math.abs(cause.value(near) - cause.value(z)))
          .isLessThanOrEqualTo(cause.steepest() * step * (1 + 1e-9));
    }
  }

  @Test
  void aFlatMixingLeavesTheDataInASubspaceOfAsManyDimensionsAsComponents() {
    assertThat(singularValueRatio(scenario("s1", 5), 0, 3)).isLessThan(1e-5);
    assertThat(singularValueRatio(scenario("s1", 5), 0, 2)).isGreaterThan(0.05);
  }

  @Test
  void aCurvedMixingFillsEveryDimensionOfItsChannels() {
    assertThat(singularValueRatio(scenario("s-plus", 5), 0, 9)).isGreaterThan(0.01);
  }

  /** Singular value number {@code k} over the greatest. */
  private static double singularValueRatio(Scenario scenario, int modality, int k) {
    SimpleMatrix rows = new SimpleMatrix(1_000, scenario.row(0).observations()[modality].length);
    for (int i = 0; i < rows.getNumRows(); i++) {
      float[] x = scenario.row(i).observations()[modality];
      for (int c = 0; c < x.length; c++) {
        rows.set(i, c, x[c]);
      }
    }
    double[] values = rows.svd(true).getSingularValues();
    return values[k] / values[0];
  }

  @Test
  void modalitiesAreMissingAtTheirRateAndNeverAllAtOnce() {
    ScenarioSettings s3 = ScenarioPreset.S3.settings(1).withSamples(ROWS);
    Scenario scenario = Scenario.of(s3.withObservation(s3.observation().withMissingRate(0.3)));
    int[] missing = new int[4];
    for (int i = 0; i < ROWS; i++) {
      float[][] seen = scenario.row(i).observations();
      int present = 0;
      for (int m = 0; m < 4; m++) {
        missing[m] += seen[m] == null ? 1 : 0;
        present += seen[m] == null ? 0 : 1;
      }
      assertThat(present).isPositive();
    }
    for (int count : missing) {
      assertThat((double) count / ROWS).isCloseTo(0.3, within(0.03));
    }
  }

  @Test
  void afterTheDriftOtherMechanismsHold() {
    ScenarioSettings s1 = ScenarioPreset.S_MINUS.settings(8).withSamples(ROWS);
    Scenario drifting = Scenario.of(s1.withSampling(s1.sampling().withDriftAt(ROWS / 2)));
    Scenario steady = Scenario.of(s1);
    assertThat(drifting.row(ROWS / 2 - 1).latents()).isEqualTo(steady.row(ROWS / 2 - 1).latents());
    double[][] before = latents(drifting, 0, ROWS / 2);
    double[][] after = latents(drifting, ROWS / 2, ROWS);
    int changedSigns = 0;
    boolean[][] links = drifting.adjacency();
    for (int parent = 0; parent < links.length; parent++) {
      for (int child = 0; child < links.length; child++) {
        if (links[parent][child]) {
          changedSigns +=
              correlation(before, parent, child) * correlation(after, parent, child) < 0 ? 1 : 0;
        }
      }
    }
    assertThat(changedSigns).isPositive();
  }

  @Test
  void shuffledPairingKeepsEachModalityAndCutsWhatTiesThem() {
    Scenario shuffled = scenario("null", 9);
    Scenario paired = scenario("s-plus", 9);
    double[][] apart = latents(shuffled, 0, ROWS);
    double[][] together = latents(paired, 0, ROWS);
    boolean[][] links = paired.adjacency();
    for (int parent = 0; parent < 9; parent++) {
      for (int child = 0; child < 9; child++) {
        if (links[parent][child]) {
          assertThat(correlation(apart, parent, child)).isCloseTo(0, within(0.08));
        }
      }
      int column = parent;
      double[] sortedApart =
          Arrays.stream(apart).mapToDouble(row -> row[column]).sorted().toArray();
      double[] sorted = Arrays.stream(together).mapToDouble(row -> row[column]).sorted().toArray();
      assertThat(sortedApart).isEqualTo(sorted);
    }
  }

  @Test
  void subjectsTakeTurnsOrComeOneAfterTheOther() {
    Scenario turns = scenario("t-shuffled", 1);
    Scenario blocks = scenario("t-by-subject", 1);
    assertThat(turns.row(25).subject()).isEqualTo("subject-02");
    assertThat(turns.row(25).startMicros() - turns.row(0).startMicros()).isEqualTo(30_000_000L);
    assertThat(blocks.row(25).subject()).isEqualTo("subject-01");
    assertThat(blocks.row(ROWS - 1).subject()).isEqualTo("subject-24");
    assertThat(blocks.row(1).startMicros() - blocks.row(0).startMicros()).isEqualTo(30_000_000L);
  }

  @Test
  void subjectsDifferInTheirRootsByTheShareAskedFor() {
    Scenario blocks = scenario("t-by-subject", 2);
    int root = blocks.causalOrder()[0] * 2;
    int perSubject = ROWS / 24;
    double between = 0;
    for (int subject = 0; subject < 24; subject++) {
      double own = mean(latents(blocks, subject * perSubject, (subject + 1) * perSubject), root);
      between += own * own / 24;
    }
    assertThat(between).isBetween(0.1, 0.7); // 0.3 but for 24 draws, and 0.003 of sampling error
  }

  @Test
  void sharedLatentsMoveTheModalitiesThatSeeThemAndNoOther() {
    Scenario scenario = scenario("shared-2", 3);
    boolean[] sees = scenario.sharedBy()[0];
    for (int m = 0; m < 3; m++) {
      double[][] rows = new double[ROWS][];
      for (int i = 0; i < ROWS; i++) {
        ScenarioRow row = scenario.row(i);
        float[] x = row.observations()[m];
        rows[i] = new double[x.length + 1];
        rows[i][0] = row.latents()[6];
        for (int c = 0; c < x.length; c++) {
          rows[i][c + 1] = x[c];
        }
      }
      double most = 0;
      for (int c = 1; c < rows[0].length; c++) {
        most = Math.max(most, Math.abs(correlation(rows, 0, c)));
      }
      assertThat(most > 0.1).as("modality %d sees it", m).isEqualTo(sees[m]);
    }
  }

  @Test
  void whatCouldNotHappenIsRefused() {
    Sampling sampling = Sampling.defaults().withSamples(100);
    assertThatThrownBy(() -> sampling.withDriftAt(100)).hasMessageContaining("after the last");
    ScenarioSettings pictures = ScenarioPreset.SM.settings(1);
    assertThatThrownBy(() -> pictures.withObservation(pictures.observation().withNoise(0.1)))
        .hasMessageContaining("no observation noise");
  }
}
