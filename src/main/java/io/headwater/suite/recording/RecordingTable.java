package io.headwater.suite.recording;

import io.headwater.evaluate.SubjectMean;
import java.util.List;
import java.util.Locale;

/** {@code recordings.md}: a table for each row, the bars, and every seed. */
final class RecordingTable {
  private final StringBuilder page = new StringBuilder();

  private RecordingTable() {}

  static String of(String command, List<RowScores> rows) {
    RecordingTable table = new RecordingTable();
    table.line("# What the latents tell of people whom the learner has not seen");
    table.line("");
    table.line("`" + command + "`");
    table.line("");
    table.line(
        "Linear probes, fitted to the people learned from; scores are means over people of other"
            + " folds, with the interval of 95 % over people. Labels reach the probe only.");
    rows.forEach(table::row);
    return table.page.toString();
  }

  private void row(RowScores row) {
    line("");
    line("## `" + row.row().id() + "`: " + row.row().title());
    line("");
    line(
        "%s; chance %s; %d people, seeds %s; %.0f s a fold."
            .formatted(
                capital(row.row().measure()),
                number(row.chance()),
                row.people().size(),
                row.seeds(),
                row.seconds()));
    line("");
    line(
        "| features | score | latents better by | latents and exogenous better by | each seed |"
            + " who is it (chance %s) |".formatted(number(row.identityChance())));
    line("|---|---|---|---|---|---|");
    for (FeatureSet features : FeatureSet.values()) {
      line(
          "| %s | %s | %s | %s | %s | %s |"
              .formatted(
                  features.label(),
                  interval(row.score(features)),
                  gain(row, FeatureSet.LATENTS, features),
                  gain(row, FeatureSet.COMPONENTS, features),
                  String.join(
                      " ", row.seeds().stream().map(s -> number(row.ofSeed(features, s))).toList()),
                  number(row.identity(features))));
    }
    for (FeatureSet learned : FeatureSet.learned()) {
      for (FeatureSet rival : learned.rivals()) {
        SubjectMean gain = row.gain(learned, rival);
        String answer =
            gain.low() > 0 ? "yes" : gain.high() < 0 ? "**no**, below" : "**no**, undecided";
        line("");
        line(
            "%s above %s, the interval of the difference above 0: %s."
                .formatted(capital(learned.label()), rival.label(), answer));
      }
    }
  }

  private static String gain(RowScores row, FeatureSet learned, FeatureSet other) {
    return other.isLearned() ? "" : interval(row.gain(learned, other));
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String interval(SubjectMean mean) {
    return "%s (%s to %s)".formatted(number(mean.mean()), number(mean.low()), number(mean.high()));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
