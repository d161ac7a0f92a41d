package io.headwater.estimator.coupled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.coupled.CoupledSettings.Negatives;
import io.headwater.estimator.coupled.NegativeQueue.Span;
import io.headwater.model.StagingBuffers;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.TensorEngine;
import io.headwater.model.coupled.Contrast;
import io.headwater.window.AlignedWindow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which windows stand against which. */
class NegativesTest {
  private static final long MINUTE = 60_000_000L;

  private static Span span(String subject, int minute) {
    return new Span(subject, minute * MINUTE, (minute + 1) * MINUTE);
  }

  private static float[][] places(float value) {
    return new float[][] {{value, value}, null};
  }

  /** A batch of two modalities, of which row 2 lacks the second. */
  private static WindowBatch batch(Span... spans) {
    List<AlignedWindow> windows =
        java.util.Arrays.stream(spans)
            .map(
                s ->
                    new AlignedWindow(
                        s.subject(), s.startMicros(), s.endMicros(), List.of(), List.of()))
            .toList();
    ModalityIntake.Reading here =
        new ModalityIntake.Reading(new float[1], new float[1], new float[1], new float[1], true);
    ModalityIntake.Reading absent =
        new ModalityIntake.Reading(new float[1], new float[1], new float[1], new float[1], false);
    List<ModalityIntake.Reading> all = java.util.Collections.nCopies(spans.length, here);
    List<ModalityIntake.Reading> some = new java.util.ArrayList<>(all);
    some.set(2, absent);
    return new WindowBatch(windows, List.of(all, some));
  }

  @Test
  void theQueueHoldsEachWindowOnceTheNewestPlaceLastAndForgetsTheOldest() {
    NegativeQueue queue = new NegativeQueue(2, 2, 2);
    queue.add(span("a", 0), places(1));
    queue.add(span("b", 0), places(2));
    queue.add(span("a", 0), places(3));
    assertThat(queue.places(0)).containsExactly(2, 2, 3, 3);
    queue.add(span("c", 0), places(4));
    assertThat(queue.places(0)).containsExactly(3, 3, 4, 4);
    assertThat(queue.present(1)).containsExactly(false, false);
    StateWriter out = new StateWriter(1, 1, "");
    queue.write(out);
    NegativeQueue read = new NegativeQueue(2, 2, 2);
    read.read(new StateReader(out.toBytes(), 1, 1, ""));
    assertThat(read.spans()).isEqualTo(queue.spans());
    assertThat(read.places(0)).isEqualTo(queue.places(0));
    NegativeQueue shorter = new NegativeQueue(1, 2, 2);
    assertThatThrownBy(() -> shorter.read(new StateReader(out.toBytes(), 1, 1, "")))
        .hasMessageContaining("a queue of 2 windows");
  }

  @Test
  void neighboursInTimeOfTheSameSubjectAndAbsentRowsAreLeftOut() {
    WindowBatch batch = batch(span("a", 0), span("a", 1), span("b", 0), span("a", 5));
    NegativeQueue queue = new NegativeQueue(8, 2, 2);
    queue.add(span("a", 2), new float[][] {{1, 1}, {1, 1}});
    queue.add(span("b", 9), places(2));
    float[][] times = candidates(batch, queue, Negatives.OTHER_TIMES);
    assertThat(told(times[0], 4))
        .containsExactly("1001", "0101", "0000", "1101"); // row 2 has one modality alone
    assertThat(told(times[1], 2)).containsExactly("11", "01", "11", "11"); // of the first modality
    assertThat(told(times[2], 2)).containsExactly("10", "00", "10", "10"); // b lacks the second
    float[][] subjects = candidates(batch, queue, Negatives.OTHER_SUBJECTS);
    assertThat(told(subjects[0], 4)).containsExactly("1000", "0100", "0000", "0001");
    assertThat(told(subjects[1], 2)).containsExactly("01", "01", "10", "01");
  }

  /** In the batch, and in the queue of either modality. */
  private static float[][] candidates(WindowBatch batch, NegativeQueue queue, Negatives negatives) {
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      Contrast.PairBatch pair =
          new ContrastBatch(batch, queue, 2, negatives).arrays(manager, new StagingBuffers())[0];
      return new float[][] {
        pair.candidates().toFloatArray(),
        pair.firstQueued().toFloatArray(),
        pair.secondQueued().toFloatArray()
      };
    }
  }

  private static String[] told(float[] marks, int columns) {
    String[] rows = new String[marks.length / columns];
    for (int r = 0; r < rows.length; r++) {
      StringBuilder row = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        row.append(marks[r * columns + c] == 0 ? '1' : '0');
      }
      rows[r] = row.toString();
    }
    return rows;
  }
}
