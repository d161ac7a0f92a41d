package io.headwater.cli;

import io.headwater.job.ScoreProgress;
import java.util.function.Consumer;

/** Words the progress of a scoring job for the {@link ProgressLine}. */
final class ScoreLine implements Consumer<ScoreProgress> {
  private final ProgressLine line;

  ScoreLine(ProgressLine line) {
    this.line = line;
  }

  @Override
  public void accept(ScoreProgress progress) {
    line.tell(progress.windows(), (seconds, rate) -> text(progress, seconds, rate));
  }

  static String text(ScoreProgress progress, double seconds, double windowsPerSecond) {
    String model =
        progress.modelVersion() == null
            ? "no model yet, %,d windows wait".formatted(progress.waiting())
            : "model " + progress.modelVersion();
    String refused =
        progress.modelsRefused() == 0
            ? ""
            : "  refused models: %,d (see the log)".formatted(progress.modelsRefused());
    return "%5.0f s  %,d chunks read  %,d windows scored (%,.0f/s)  lag %s  %s%s"
        .formatted(
            seconds,
            progress.chunksRead(),
            progress.windows(),
            windowsPerSecond,
            ProgressLine.known("%,.0f s", progress.lagSeconds()),
            model,
            refused);
  }
}
