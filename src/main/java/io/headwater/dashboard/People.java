package io.headwater.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Everybody of whom latents are held, in the order of their names.
 *
 * @param latents of the learner
 * @param scores of the scorer
 */
record People(LatentHistory latents, LatentHistory scores) {

  /** How many there are; who is scored is mostly learned, too, and counts once. */
  int count() {
    return Math.max(latents.people(), scores.people());
  }

  boolean knows(String subject) {
    return !latents.windows(subject).isEmpty() || !scores.windows(subject).isEmpty();
  }

  /** Those whose name contains a text in upper or lower case, at most so many. */
  List<String> named(String containing, int most) {
    String wanted = containing.toLowerCase(Locale.ROOT);
    return names().stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).contains(wanted))
        .limit(most)
        .toList();
  }

  /** Who comes after somebody, or before; after the last comes the first. Empty without anybody. */
  Optional<String> beside(String subject, boolean after) {
    NavigableSet<String> names = after ? names() : names().descendingSet();
    String next = names.higher(subject);
    return next != null ? Optional.of(next) : names.stream().findFirst();
  }

  private NavigableSet<String> names() {
    NavigableSet<String> names = new TreeSet<>(latents.names());
    names.addAll(scores.names());
    return names;
  }
}
