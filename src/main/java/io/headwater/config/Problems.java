package io.headwater.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects mistakes and knows where each key path stands in the file.
 *
 * <p>A path that was blamed once is not blamed again, nor are the paths above and below it: a value
 * of the wrong type must not also be reported as out of range.
 */
final class Problems {
  /** Where something stands; line 0 when it has no line. */
  record Place(String file, int line) {}

  private final Place wholeFile;
  private final Map<String, Place> places = new HashMap<>();
  private final List<ConfigProblem> found = new ArrayList<>();

  Problems(String file) {
    wholeFile = new Place(file, 0);
    places.put("", new Place(file, 1));
  }

  void locate(String path, Place place) {
    places.put(path, place);
  }

  /** Whether the file itself gives this key. */
  boolean isWritten(String path) {
    return places.containsKey(path);
  }

  /** Blames a key path, at its own line or that of the nearest group around it. */
  void add(String path, String sentence) {
    if (found.stream().noneMatch(p -> related(p.path(), path))) {
      addAt(placeOf(path), path, sentence);
    }
  }

  void addAt(Place place, String path, String sentence) {
    found.add(new ConfigProblem(place.file(), place.line(), path, sentence));
  }

  void addForFile(String sentence) {
    addAt(wholeFile, "", sentence);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** By line; those without a line last. */
  List<ConfigProblem> sorted() {
    List<ConfigProblem> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingInt(p -> p.line() == 0 ? Integer.MAX_VALUE : p.line()));
    return sorted;
  }

  private Place placeOf(String path) {
    String at = path;
    while (!places.containsKey(at)) {
      at = parent(at);
    }
    return places.get(at);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }

  private static boolean related(String a, String b) {
    return a.equals(b) || isBelow(a, b) || isBelow(b, a);
  }

  private static boolean isBelow(String below, String above) {
    return !above.isEmpty()
        && below.startsWith(above)
        && below.length() > above.length()
        && ".[".indexOf(below.charAt(above.length())) >= 0;
  }
}
