package io.headwater.simulate;

/**
 * What a pass over the ward yields and what is wrong with it.
 *
 * @param chunks chunks that arrive, second deliveries and damaged ones included
 * @param missing chunks that never arrive because of gaps
 * @param silenced chunks that never arrive because their sensor fell silent
 * @param delayed chunks that arrive late by {@link Faults#delay}
 * @param duplicates second deliveries
 * @param wrongChannels chunks without their last channel
 * @param nonFinite chunks with some samples that are NaN or infinite, still usable for the rest
 * @param garbage messages that are no record; not among {@code chunks}
 */
public record FaultCounts(
    long chunks,
    long missing,
    long silenced,
    long delayed,
    long duplicates,
    long wrongChannels,
    long nonFinite,
    long garbage) {

  public static final FaultCounts NONE = new FaultCounts(0, 0, 0, 0, 0, 0, 0, 0);

  public FaultCounts plus(FaultCounts other) {
    return new FaultCounts(
        chunks + other.chunks,
        missing + other.missing,
        silenced + other.silenced,
        delayed + other.delayed,
        duplicates + other.duplicates,
        wrongChannels + other.wrongChannels,
        nonFinite + other.nonFinite,
        garbage + other.garbage);
  }

  /** All messages that arrive. */
  public long messages() {
    return chunks + garbage;
  }

  /** Messages that cannot be used at all. */
  public long unusable() {
    return wrongChannels + garbage;
  }

  static FaultCounts of(Fault fault, boolean garbage) {
    return new FaultCounts(
        !fault.sent() ? 0 : fault == Fault.DUPLICATE ? 2 : 1,
        one(fault == Fault.MISSING),
        one(fault == Fault.SILENCED),
        one(fault == Fault.DELAYED),
        one(fault == Fault.DUPLICATE),
        one(fault == Fault.WRONG_CHANNELS),
        one(fault == Fault.NON_FINITE),
        one(garbage));
  }

  private static long one(boolean counted) {
    return counted ? 1 : 0;
  }
}
