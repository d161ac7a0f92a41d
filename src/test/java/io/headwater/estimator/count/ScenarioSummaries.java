package io.headwater.estimator.count;

import io.headwater.simulate.scenario.Scenario;
import io.headwater.simulate.scenario.ScenarioPreset;
import io.headwater.simulate.scenario.ScenarioRow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of a scenario as summaries: its channels have deviation 1 as they are. */
final class ScenarioSummaries {
  private final Scenario scenario;
  private final int rows;

  ScenarioSummaries(String id, long seed, int rows) {
    scenario = Scenario.of(ScenarioPreset.of(id).settings(seed).withSamples(rows));
    this.rows = rows;
  }

  List<LatentCount> decide(int most) {
    int[] exogenous = new int[scenario.modalities().size()];
    Arrays.fill(exogenous, scenario.settings().structure().exogenous());
    int[] greatest = new int[exogenous.length];
    Arrays.fill(greatest, most);
    LatentCounting counting = new LatentCounting(sample(0, rows), greatest, exogenous);
    return IntStream.range(0, greatest.length).mapToObj(counting::count).toList();
  }

  int[] truth() {
    return scenario.latentsPerModality();
  }

  /**
   * The true latents, per modality (row, latent).
   *
   * @param known how many of each modality, from the first on
   */
  float[][] latents(int from, int to, int... known) {
    int[] all = truth();
    float[][] values = new float[known.length][];
    int first = 0;
    for (int m = 0; m < known.length; m++) {
      values[m] = new float[(to - from) * known[m]];
      for (int i = 0; i < values[m].length; i++) {
        values[m][i] = (float) scenario.row(from + i / known[m]).latents()[first + i % known[m]];
      }
      first += all[m];
    }
    return values;
  }

  SummarySample sample(int from, int to) {
    int modalities = scenario.modalities().size();
    float[][] values = new float[modalities][];
    byte[][] present = new byte[modalities][to - from];
    for (int r = from; r < to; r++) {
      ScenarioRow row = scenario.row(r);
      for (int m = 0; m < modalities; m++) {
        float[] observed = row.observations()[m];
        int width = scenario.sensors().get(m).channels().size();
        values[m] = values[m] == null ? new float[(to - from) * width] : values[m];
        if (observed != null) {
          System.arraycopy(observed, 0, values[m], (r - from) * width, width);
          present[m][r - from] = 1;
        }
      }
    }
    return new SummarySample(to - from, values, present);
  }
}
