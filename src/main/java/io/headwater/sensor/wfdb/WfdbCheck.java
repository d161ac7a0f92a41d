package io.headwater.sensor.wfdb;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares what was read with what the header promises of each signal: first value and checksum,
 * the sum of all samples modulo 2¹⁶ (header(5)).
 */
final class WfdbCheck {
  private final List<WfdbSignal> signals;
  private final int[] sums;
  private final int[] firstValues;
  private boolean begun;

  WfdbCheck(List<WfdbSignal> signals) {
    this.signals = signals;
    this.sums = new int[signals.size()];
    this.firstValues = new int[signals.size()];
  }

  /** Takes a frame: all samples of all signals, in file order. */
  void add(int[] frame) {
    int at = 0;
    for (int s = 0; s < sums.length; s++) {
      if (!begun) {
        firstValues[s] = frame[at];
      }
      for (int i = 0; i < signals.get(s).samplesPerFrame(); i++) {
        sums[s] += frame[at++];
      }
    }
    begun = true;
  }

  /** A sentence for each promise that was not kept. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (int s = 0; s < sums.length && begun; s++) {
      WfdbSignal signal = signals.get(s);
      int expected = signal.checksum().orElse(sums[s]);
      if ((short) expected != (short) sums[s]) {
        problems.add(
            "Signal '%s' sums up to checksum %d but the header says %d; its samples were read, yet the file may be damaged."
                .formatted(signal.name(), sums[s] & 0xFFFF, expected & 0xFFFF));
      }
      int first = signal.firstValue().orElse(firstValues[s]);
      if (first != firstValues[s]) {
        problems.add(
            "Signal '%s' begins with %d but the header says %d; its samples were read, yet the file may be another's."
                .formatted(signal.name(), firstValues[s], first));
      }
    }
    return problems;
  }
}
