package io.headwater.sensor.source;

import java.util.Collection;
import java.util.Locale;

/** Finds the name someone probably meant. */
public final class NearestName {
  /** Names shorter than this allow one slip: with two, any of them resembles any other. */
  private static final int SHORT_NAME = 4;

  /** Two slips are one pair of letters swapped. */
  private static final int SLIPS = 2;

  private NearestName() {}

  /** {@code " Did you mean 'x'?"}, or an empty text when nothing is near. */
  public static String hint(String name, Collection<String> known) {
    String nearest = "";
    int fewest = (name.length() < SHORT_NAME ? 1 : SLIPS) + 1;
    for (String candidate : known) {
      int slips = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
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
