package io.headwater.window;

/** Remarks on a modality's data inside one window, as bits of {@link SampleGrid#flags()}. */
public enum QualityFlag {
  /** Some samples were NaN or infinite and count as missing. */
  NON_FINITE_SAMPLES,
  /** More than one device contributed. */
  SEVERAL_DEVICES,
  /** Two chunks overlapped in time; their samples were averaged or the later one was held. */
  OVERLAPPING_CHUNKS,
  /** The window was closed by the processing-time wait, not by the watermark. */
  CLOSED_EARLY;

  public int bit() {
    return 1 << ordinal();
  }

  public boolean in(int flags) {
    return (flags & bit()) != 0;
  }
}
