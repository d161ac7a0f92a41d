package io.headwater.estimator.sun;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.estimator.EncoderKind;
import io.headwater.estimator.ModalityShape;
import io.headwater.window.AlignedWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Long runs, asked for with {@code -Dheadwater.soak=true}. */
@Tag("soak")
@EnabledIfSystemProperty(named = "headwater.soak", matches = "true")
class SunSoakTest {
  private static final int STEPS = 20_000;
  private static final int WARM_UP = 2_000;

  /** Allocator slack; a leak of one array per step of this model would be hundreds of MiB. */
  private static final long SLACK_KIB = 64 * 1024;

  @Test
  void twentyThousandStepsLeaveArraysAndNativeMemoryFlat() throws IOException {
    SharedCauses data = SharedCauses.vectors(2, 5, 1);
    List<AlignedWindow> windows = data.windows(0, 4096);
    SunSettings settings = SunSettings.defaults().withHidden(16);
    List<String> log = new ArrayList<>();
    try (SunEstimator learner = SunEstimator.create(data.shapes(), settings, 1)) {
      learner.observe(windows);
      int arrays = 0;
      long memory = 0;
      long begin = cpuNanos();
      for (int s = 0; s < STEPS; s++) {
        int from = s * 32 % 4064;
        assertThat(learner.step(windows.subList(from, from + 32)).applied()).isTrue();
        if (s % 100 == 0) {
          learner.infer(windows.subList(from, from + 32));
        }
        if (s + 1 == WARM_UP) {
          arrays = learner.managedArrays();
          memory = nativeKib();
        }
        if ((s + 1) % WARM_UP == 0) {
          log.add(
              "step %d: %d arrays, %d KiB".formatted(s + 1, learner.managedArrays(), nativeKib()));
        }
      }
      log.add("%.2f ms of CPU per step".formatted((cpuNanos() - begin) / 1e6 / STEPS));
      log.forEach(System.out::println);
      assertThat(learner.managedArrays()).isEqualTo(arrays);
      assertThat(nativeKib() - memory).isLessThan(SLACK_KIB);
    }
  }

  @Test
  void stepTimes() {
    time("3 vectors of 10, batch 256", SharedCauses.vectors(3, 10, 1), 256, 300);
    List<ModalityShape> series =
        List.of(
            SharedCauses.series("sleep", 480, 5, EncoderKind.TEMPORAL_CONVOLUTION),
            SharedCauses.series("wrist", 60, 2, EncoderKind.TEMPORAL_CONVOLUTION));
    time("series 480 x 5 and 60 x 2, batch 64", new SharedCauses(series, 1), 64, 100);
    List<ModalityShape> recurrent =
        List.of(
            SharedCauses.series("sleep", 480, 5, EncoderKind.LSTM),
            SharedCauses.series("wrist", 60, 2, EncoderKind.LSTM));
    time("the same with LSTM", new SharedCauses(recurrent, 1), 64, 50);
  }

  private static void time(String what, SharedCauses data, int batch, int steps) {
    List<AlignedWindow> windows = data.windows(0, batch);
    try (SunEstimator learner = SunEstimator.create(data.shapes(), SunSettings.defaults(), 1)) {
      learner.observe(windows);
      for (int s = 0; s < 20; s++) {
        learner.step(windows);
      }
      long begin = cpuNanos();
      for (int s = 0; s < steps; s++) {
        assertThat(learner.step(windows).applied()).isTrue();
      }
      double perStep = (cpuNanos() - begin) / 1e6 / steps;
      begin = cpuNanos();
      for (int s = 0; s < 20; s++) {
        learner.infer(windows.subList(0, 32));
      }
      double perPass = (cpuNanos() - begin) / 1e6 / 20;
      System.out.printf(
          "%s: %.2f ms of CPU per step, %.2f ms per inference of 32%n", what, perStep, perPass);
    }
  }

  /** Time this thread computed, so that other load on the machine does not count. */
  private static long cpuNanos() {
    return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Resident memory without the Java heap. */
  private static long nativeKib() throws IOException {
    Path status = Path.of("/proc/self/status");
    Assumptions.assumeTrue(Files.exists(status), "Resident memory is read from /proc.");
    System.gc();
    long resident =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow();
    return resident - Runtime.getRuntime().totalMemory() / 1024;
  }
}
