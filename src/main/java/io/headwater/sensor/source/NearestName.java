package io.headwater.sensor.source;

import java.util.Collection;

/** Finds the name someone probably meant. */
public final class NearestName {
  /** A third of the letters may differ: beyond that a suggestion misleads. */
  private static final int LETTERS_PER_SLIP = 3;

  private NearestName() {}

  /** {@code " Did you mean 'x'?"}, or an empty text when nothing is near. */
  public static String hint(String name, Collection<String> known) {
    String nearest = "";
    int fewest = Math.max(1, name.length() / LETTERS_PER_SLIP) + 1;
    for (String candidate : known) {
      int slips =
          distance(
              name.toLowerCase(java.util.Locale.ROOT),
              candidate.toLowerCase(java.util.Locale.ROOT));
      if (slips < fewest) {
        fewest = slips;
        nearest = candidate;
      }
    }
    return nearest.isEmpty() ? "" : " Did you mean '" + nearest + "'?";
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
