package io.headwater.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known word that someone most likely meant. */
final class Nearest {
  private Nearest() {}

  /** The nearest known word by edit distance, if it is near enough to be a slip of the pen. */
  static Optional<String> to(String seen, Collection<String> known) {
    String word = KebabCase.of(seen.strip().replaceAll("\\s+", "-"));
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(word, candidate.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    // A third of the letters may be wrong; short words get one slip.
    int allowed = Math.max(1, Math.max(word.length(), best == null ? 0 : best.length()) / 3);
    return least <= allowed ? Optional.ofNullable(best) : Optional.empty();
  }

  /**
   * The sentence for a word outside a closed list: {@code 'timeseres' is not a kind of modality;
   * did you mean 'time-series'? Known: time-series, image, tabular.}
   */
  static String sentence(String seen, String noun, Collection<String> known) {
    String guess = to(seen, known).map(w -> "; did you mean '" + w + "'?").orElse(".");
    String list = known.isEmpty() ? " None is declared." : " Known: " + String.join(", ", known);
    return "'%s' is not %s%s%s%s".formatted(seen, noun, guess, list, known.isEmpty() ? "" : ".");
  }

  /** Edit distance with neighbouring letters swapped counting once (optimal string alignment). */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cheapest(int[][] d, String a, String b, int i, int j) {
    int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + same);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
  }
}
