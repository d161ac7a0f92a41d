package io.headwater.cli;

/** What the process tells the script that started it. */
public enum ExitCode {
  /** Done. */
  OK(0),
  /** Failed while running. */
  FAILED(1),
  /** Wrong usage or a mistake in the configuration; nothing was started. */
  USAGE(2),
  /** An input was refused; the message names it. */
  INPUT_REFUSED(3),
  /** The broker could not be reached, or refuses us. */
  BROKER_UNREACHABLE(4);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
