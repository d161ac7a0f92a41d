package io.headwater.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StratifiedReservoirTest {

  private static AlignedWindow window(String subject, int index) {
    return new AlignedWindow(
        subject,
        index * 1_000_000L,
        (index + 1) * 1_000_000L,
        List.of(new SampleGrid("a", 1, 1, new float[] {index}, new byte[] {1}, 0)),
        List.of());
  }

  private static Map<String, Long> sizes(StratifiedReservoir reservoir) {
    return reservoir.all().stream()
        .collect(Collectors.groupingBy(AlignedWindow::subject, Collectors.counting()));
  }

  @Test
  void neverGrowsBeyondItsCapacity() {
    StratifiedReservoir reservoir = new StratifiedReservoir(50, 1);
    for (int i = 0; i < 5000; i++) {
      reservoir.offer(window("s" + i % 7, i));
    }
    assertThat(reservoir.size()).isEqualTo(50);
    assertThat(reservoir.all()).hasSize(50);
  }

  @Test
  void aSubjectThatComesLateGetsItsShare() {
    StratifiedReservoir reservoir = new StratifiedReservoir(100, 1);
    for (int i = 0; i < 2000; i++) {
      reservoir.offer(window("early", i));
    }
    for (int i = 0; i < 500; i++) {
      reservoir.offer(window("late", i));
    }
    assertThat(sizes(reservoir).get("late")).isBetween(45L, 55L);
  }

  @Test
  void keepsOldAndNewWindowsOfASubjectAlike() {
    double meanIndex = 0;
    int repeats = 40;
    for (int seed = 0; seed < repeats; seed++) {
      StratifiedReservoir reservoir = new StratifiedReservoir(50, seed);
      for (int i = 0; i < 1000; i++) {
        reservoir.offer(window("s", i));
      }
      meanIndex +=
          reservoir.all().stream().mapToDouble(w -> w.startMicros() / 1e6).average().orElseThrow();
    }
    // Mean of 0..999 is 499.5; its standard error over 40 × 50 draws is about 6.5.
    assertThat(meanIndex / repeats).isBetween(470.0, 530.0);
  }

  @Test
  void aRestoredReservoirDrawsAsTheOriginalWouldHave() throws IOException {
    StratifiedReservoir original = new StratifiedReservoir(20, 3);
    for (int i = 0; i < 200; i++) {
      original.offer(window("s" + i % 3, i));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    original.writeTo(new DataOutputStream(bytes));
    StratifiedReservoir restored = new StratifiedReservoir(20, 3);
    restored.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(starts(restored.draw(30))).isEqualTo(starts(original.draw(30)));
    original.offer(window("s9", 999));
    restored.offer(window("s9", 999));
    assertThat(starts(restored.all())).isEqualTo(starts(original.all()));
  }

  private static List<Long> starts(List<AlignedWindow> windows) {
    return windows.stream().map(AlignedWindow::startMicros).toList();
  }

  @Test
  void droppingWindowsOfBeforeAMomentLeavesTheReservoirAsIfTheStreamHadBegunThere() {
    StratifiedReservoir refreshed = new StratifiedReservoir(64, 3);
    List<AlignedWindow> windows = LearnCase.windows(0, 300);
    windows.subList(0, 60).forEach(refreshed::offer);
    assertThat(refreshed.dropBefore(windows.get(30).endMicros())).isEqualTo(30);
    StratifiedReservoir begun = new StratifiedReservoir(64, 3);
    windows.subList(30, 60).forEach(begun::offer);
    for (AlignedWindow window : windows.subList(60, 300)) {
      refreshed.offer(window);
      begun.offer(window);
    }
    assertThat(refreshed.size()).isEqualTo(64);
    assertThat(refreshed.all()).isEqualTo(begun.all());
  }
}
