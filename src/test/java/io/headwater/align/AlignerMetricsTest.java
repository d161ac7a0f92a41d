package io.headwater.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class AlignerMetricsTest {
  /** Registered metrics by the path of their groups. */
  private static final class Kept extends UnregisteredMetricsGroup {
    private final String path;
    private final Map<String, Object> metrics;

    Kept(String path, Map<String, Object> metrics) {
      this.path = path;
      this.metrics = metrics;
    }

    @Override
    public MetricGroup addGroup(String name) {
      return new Kept(path + name + "/", metrics);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new Kept(path + value + "/", metrics);
    }

    @Override
    public Counter counter(String name) {
      Counter counter = new SimpleCounter();
      metrics.put(path + name, counter);
      return counter;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      metrics.put(path + name, gauge);
      return gauge;
    }
  }

  private static AlignedWindow window(int i, String... present) {
    List<SampleGrid> grids = new ArrayList<>();
    for (String modality : present) {
      grids.add(new SampleGrid(modality, 1, 1, new float[] {1}, new byte[] {1}, 0));
    }
    return new AlignedWindow("ada", i * Chunks.SECOND, (i + 1) * Chunks.SECOND, grids, List.of());
  }

  @Test
  void presenceFallsWithEveryWindowThatLacksTheModality() {
    Map<String, Object> kept = new TreeMap<>();
    AlignerMetrics metrics = new AlignerMetrics(List.of("wrist", "belt"), new Kept("", kept));
    metrics.closed(window(0, "wrist", "belt"));
    metrics.closed(window(1, "wrist"));
    metrics.closed(window(2, "wrist"));
    assertThat(count(kept, "headwater/windowsAligned")).isEqualTo(3);
    assertThat(count(kept, "headwater/wrist/windowsPresent")).isEqualTo(3);
    assertThat(count(kept, "headwater/belt/windowsPresent")).isEqualTo(1);
    assertThat(ratio(kept, "wrist")).isEqualTo(1);
    assertThat(ratio(kept, "belt")).isEqualTo(0.995 * 0.995, within(1e-12));
  }

  private static long count(Map<String, Object> kept, String name) {
    return ((Counter) kept.get(name)).getCount();
  }

  private static double ratio(Map<String, Object> kept, String modality) {
    return (Double) ((Gauge<?>) kept.get("headwater/" + modality + "/presentRatio")).getValue();
  }
}
