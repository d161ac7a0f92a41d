package io.headwater.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.LatentNode;
import io.headwater.sensor.SensorChunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the causes do to each other and to the samples. */
class WardCausesTest {
  private static final int ROWS = 9000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everySensorShowsItsOwnLatents(long seed) {
    WardSettings settings =
        WardSettings.defaults()
            .withSeed(seed)
            .withSleepers(12)
            .withNight(Duration.ofHours(2))
            .withFaults(Faults.none());
    Ward ward = new Ward(settings);
    Map<String, List<Window>> windows = windows(ward);
    WardTruth truth = ward.truth();
    SoftAssertions softly = new SoftAssertions();
    for (int m = 0; m < 3; m++) {
      List<Window> seen = windows.get(truth.modalities().get(m));
      double[][] summaries = seen.stream().map(Window::summary).toArray(double[][]::new);
      for (int i = 0; i < 2; i++) {
        int latent = m * 2 + i;
        double[] target =
            seen.stream().mapToDouble(w -> truth.latents(w.subject, w.start)[latent]).toArray();
        double r2 = QuadraticRidge.heldOutR2(summaries, target);
        softly
            .assertThat(r2)
            .as("%s.z%d", truth.modalities().get(m), i)
            .isGreaterThanOrEqualTo(0.85);
      }
    }
    softly.assertAll();
  }

  @Test
  void linksLoopThroughAllModalitiesAndNeverStayInOne() {
    for (long seed = 0; seed < 20; seed++) {
      WardTruth truth = new Ward(WardSettings.defaults().withSeed(seed)).truth();
      assertThat(truth.graph().edges()).hasSize(6).allMatch(CausalEdge::selected);
      assertThat(truth.graph().edges())
          .allMatch(edge -> !modality(edge.source()).equals(modality(edge.target())));
      assertThat(truth.graph().edges().stream().map(WardCausesTest::pair).distinct()).hasSize(3);
    }
  }

  @Test
  void aChildFollowsItsParents() {
    WardTruth truth = truth();
    List<LatentNode> nodes = truth.graph().nodes();
    double[][] z = latents(truth);
    for (int child = 0; child < nodes.size(); child++) {
      double[][] parents = parents(truth, z, child);
      if (parents[0].length > 0) {
        assertThat(QuadraticRidge.heldOutR2(parents, column(z, child)))
            .as(nodes.get(child).id())
            .isGreaterThanOrEqualTo(0.3);
      }
    }
  }

  @Test
  void rootsFollowNothing() {
    WardTruth truth = truth();
    double[][] z = latents(truth);
    List<Integer> roots = new ArrayList<>();
    for (int i = 0; i < z[0].length; i++) {
      if (parents(truth, z, i)[0].length == 0) {
        roots.add(i);
      }
    }
    assertThat(roots).hasSize(2);
    double[][] first = new double[ROWS][];
    for (int t = 0; t < ROWS; t++) {
      first[t] = new double[] {z[t][roots.get(0)]};
    }
    assertThat(QuadraticRidge.heldOutR2(first, column(z, roots.get(1)))).isLessThan(0.05);
  }

  @Test
  void withinAModalityOnlyCommonAncestorsMakeLatentsDependent() {
    WardTruth truth = truth();
    double[][] z = latents(truth);
    for (int m = 0; m < 3; m++) {
      double[] a = unexplained(truth, z, 2 * m);
      double[] b = unexplained(truth, z, 2 * m + 1);
      assertThat(Math.abs(correlation(a, b))).isLessThan(0.06);
    }
  }

  @Test
  void privateComponentsAreIndependentOfAllLatents() {
    WardTruth truth = truth();
    double[][] z = latents(truth);
    for (int m = 0; m < 3; m++) {
      double[] own = new double[ROWS];
      for (int t = 0; t < ROWS; t++) {
        own[t] = truth.exogenous("sleeper-01", 30_000_000L * t)[m];
      }
      assertThat(QuadraticRidge.heldOutR2(z, own)).isLessThan(0.05);
    }
  }

  @Test
  void autocorrelationReachesTheLatentsAndKeepsTheirVariance() {
    WardTruth truth = new Ward(WardSettings.defaults().withAutocorrelation(0.8)).truth();
    double[][] z = latents(truth);
    int root = 0;
    while (parents(truth, z, root)[0].length > 0) {
      root++;
    }
    double[] now = new double[ROWS - 1];
    double[] next = new double[ROWS - 1];
    double variance = 0;
    for (int t = 0; t < ROWS - 1; t++) {
      now[t] = z[t][root];
      next[t] = z[t + 1][root];
      variance += now[t] * now[t] / (ROWS - 1);
    }
    assertThat(correlation(now, next)).isBetween(0.74, 0.86);
    assertThat(variance).isBetween(0.8, 1.2);
  }

  private static WardTruth truth() {
    return new Ward(WardSettings.defaults()).truth();
  }

  private static double[][] latents(WardTruth truth) {
    double[][] z = new double[ROWS][];
    for (int t = 0; t < ROWS; t++) {
      z[t] = truth.latents("sleeper-01", 30_000_000L * t);
    }
    return z;
  }

  private static double[][] parents(WardTruth truth, double[][] z, int child) {
    List<String> ids = truth.graph().nodes().stream().map(LatentNode::id).toList();
    int[] sources =
        truth.graph().edges().stream()
            .filter(edge -> edge.target().equals(ids.get(child)))
            .mapToInt(edge -> ids.indexOf(edge.source()))
            .toArray();
    double[][] rows = new double[z.length][sources.length];
    for (int t = 0; t < z.length; t++) {
      for (int p = 0; p < sources.length; p++) {
        rows[t][p] = z[t][sources[p]];
      }
    }
    return rows;
  }

  private static double[] unexplained(WardTruth truth, double[][] z, int child) {
    double[][] parents = parents(truth, z, child);
    return parents[0].length == 0
        ? column(z, child)
        : QuadraticRidge.heldOutResidual(withSaturation(parents), column(z, child));
  }

  /** Adds steps at several places, so that the mechanisms' tanh can be followed. */
  private static double[][] withSaturation(double[][] parents) {
    double[] places = {-1, 0, 1};
    double[][] rows = new double[parents.length][];
    for (int t = 0; t < rows.length; t++) {
      int n = parents[t].length;
      rows[t] = new double[n * (1 + places.length)];
      for (int p = 0; p < n; p++) {
        rows[t][p] = parents[t][p];
        for (int k = 0; k < places.length; k++) {
          rows[t][n * (1 + k) + p] = Math.tanh(2 * (parents[t][p] - places[k]));
        }
      }
    }
    return rows;
  }

  private static double[] column(double[][] rows, int j) {
    double[] column = new double[rows.length];
    for (int t = 0; t < rows.length; t++) {
      column[t] = rows[t][j];
    }
    return column;
  }

  private static double correlation(double[] a, double[] b) {
    double sa = 0;
    double sb = 0;
    double aa = 0;
    double bb = 0;
    double ab = 0;
    int n = a.length;
    for (int t = 0; t < n; t++) {
      sa += a[t] / n;
      sb += b[t] / n;
      aa += a[t] * a[t] / n;
      bb += b[t] * b[t] / n;
      ab += a[t] * b[t] / n;
    }
    return (ab - sa * sb) / Math.sqrt((aa - sa * sa) * (bb - sb * sb));
  }

  private static String modality(String id) {
    return id.substring(0, id.lastIndexOf('.'));
  }

  private static String pair(CausalEdge edge) {
    return modality(edge.source()) + " " + modality(edge.target());
  }

  private static Map<String, List<Window>> windows(Ward ward) {
    Map<String, Window> open = new LinkedHashMap<>();
    Iterator<WardEvent> events = ward.events();
    while (events.hasNext()) {
      SensorChunk chunk = ((WardEvent.ChunkEvent) events.next()).chunk();
      long start = chunk.startMicros() / 30_000_000 * 30_000_000;
      open.computeIfAbsent(
              chunk.modality() + chunk.subject() + start,
              key -> new Window(chunk.subject(), start, chunk.channels().size()))
          .add(chunk);
    }
    Map<String, List<Window>> windows = new LinkedHashMap<>();
    open.forEach(
        (key, window) ->
            windows
                .computeIfAbsent(
                    key.substring(0, key.indexOf("sleeper")), none -> new ArrayList<>())
                .add(window));
    return windows;
  }

  /** Mean and log standard deviation of each channel over a step. */
  private static final class Window {
    private final String subject;
    private final long start;
    private final double[] sum;
    private final double[] squares;
    private int samples;

    Window(String subject, long start, int width) {
      this.subject = subject;
      this.start = start;
      this.sum = new double[width];
      this.squares = new double[width];
    }

    void add(SensorChunk chunk) {
      for (int i = 0; i < chunk.values().length; i++) {
        double value = chunk.values()[i];
        sum[i % sum.length] += value;
        squares[i % sum.length] += value * value;
      }
      samples += chunk.samples();
    }

    double[] summary() {
      double[] summary = new double[2 * sum.length];
      for (int c = 0; c < sum.length; c++) {
        double mean = sum[c] / samples;
        summary[c] = mean;
        summary[sum.length + c] = Math.log(squares[c] / samples - mean * mean) / 2;
      }
      return summary;
    }
  }
}
