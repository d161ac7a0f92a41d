package io.headwater.cli;

import io.headwater.job.LearnProgress;
import java.io.PrintWriter;
import java.util.function.Consumer;

/**
 * Tells the progress of a job about every two seconds: on a terminal on one line that is written
 * over, elsewhere line by line.
 */
final class ProgressLine implements Consumer<LearnProgress> {
  private static final long BETWEEN_NANOS = 2_000_000_000L;

  private final PrintWriter err;
  private final boolean terminal = System.console() != null;
  private final long started = System.nanoTime();
  private long lastTold = Long.MIN_VALUE;
  private long lastWindows;

  ProgressLine(PrintWriter err) {
    this.err = err;
  }

  /** Words a line from the seconds since the start and the windows per second. */
  interface Wording {
    String text(double seconds, double windowsPerSecond);
  }

  @Override
  public void accept(LearnProgress progress) {
    tell(
        progress.windows(),
        (seconds, rate) ->
            "%5.0f s  %,d chunks  %,d windows (%,.0f/s)  lag %s  loss %s  %,d steps  %d edges"
                .formatted(
                    seconds,
                    progress.total("used"),
                    progress.windows(),
                    rate,
                    known("%,.0f s", progress.lagSeconds()),
                    known("%.3f", progress.loss()),
                    progress.steps(),
                    progress.edges()));
  }

  /** Tells a line, unless one was told just now. */
  void tell(long windows, Wording wording) {
    long now = System.nanoTime();
    if (lastTold != Long.MIN_VALUE && now - lastTold < BETWEEN_NANOS) {
      return;
    }
    double seconds = (now - (lastTold == Long.MIN_VALUE ? started : lastTold)) / 1e9;
    double rate = Math.max(0, windows - lastWindows) / Math.max(seconds, 1e-3);
    lastTold = now;
    lastWindows = windows;
    print(wording.text((now - started) / 1e9, rate));
  }

  /** Windows that the final pass has scored so far. */
  void scoredAgain(long windows) {
    long now = System.nanoTime();
    if (now - lastTold >= BETWEEN_NANOS) {
      lastTold = now;
      print("%5.0f s  final pass: %,d windows".formatted((now - started) / 1e9, windows));
    }
  }

  private void print(String line) {
    err.print(terminal ? "\r\033[K" + line : line + System.lineSeparator());
    err.flush();
  }

  static String known(String format, double value) {
    return Double.isFinite(value) ? format.formatted(value) : "-";
  }

  /** Leaves the line, so that what comes next begins on one of its own. */
  void end() {
    if (terminal) {
      err.println();
    }
  }
}
