package io.headwater.simulate;

/** What happens to one chunk. */
enum Fault {
  NONE,
  /** In a gap: never sent. */
  MISSING,
  /** After its sensor fell silent: never sent. */
  SILENCED,
  /** Sent, but too late. */
  DELAYED,
  /** Sent twice, one right after the other. */
  DUPLICATE,
  /** Sent without its last channel. */
  WRONG_CHANNELS,
  /** Sent with samples that are NaN or infinite. */
  NON_FINITE;

  boolean sent() {
    return this != MISSING && this != SILENCED;
  }
}
