package io.headwater.report;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.learn.LatentRecord;
import io.headwater.report.DataSummary.ModalityLine;
import io.headwater.report.DataSummary.PersonLine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Counts windows by subject and modality; memory by subject, not by window. */
final class WindowTally {
  private static final double HOUR = 3600e6;

  private final Map<String, Person> people = new TreeMap<>();
  private final Predicate<String> isModality;
  private final List<String> modalities = new ArrayList<>();

  /** Where they stand in an estimate, among blocks that no sensor has. */
  private final List<Integer> places = new ArrayList<>();

  private long windows;
  private long length;

  /** Spans of a subject, and of each of its modalities. */
  private static final class Person {
    private final Spans all = new Spans();
    private final List<Spans> modalities = new ArrayList<>();
    private long[][] seen;
    private long[][] present;
  }

  /**
   * @param isModality tells modalities from blocks that have no data of their own
   */
  WindowTally(Predicate<String> isModality) {
    this.isModality = isModality;
  }

  void add(LatentRecord window) {
    List<ModalityEstimate> estimates = window.estimate().modalities();
    if (windows++ == 0) {
      for (int place = 0; place < estimates.size(); place++) {
        if (isModality.test(estimates.get(place).modality())) {
          modalities.add(estimates.get(place).modality());
          places.add(place);
        }
      }
      length = window.windowEnd() - window.windowStart();
    }
    Person person = people.computeIfAbsent(window.subject(), s -> new Person());
    person.all.add(window.windowStart(), window.windowEnd());
    for (int m = 0; m < modalities.size(); m++) {
      if (person.modalities.size() <= m) {
        person.modalities.add(new Spans());
      }
      if (estimates.get(places.get(m)).present()) {
        person.modalities.get(m).add(window.windowStart(), window.windowEnd());
      }
    }
  }

  /** The second pass, when every subject's span is known: where in it data were missing. */
  void place(LatentRecord window) {
    Person person = people.get(window.subject());
    if (!shown().contains(window.subject())) {
      return;
    }
    if (person.seen == null) {
      person.seen = new long[modalities.size()][DataSummary.BINS];
      person.present = new long[modalities.size()][DataSummary.BINS];
    }
    long span = person.all.last() - person.all.first();
    int bin = (int) ((window.windowStart() - person.all.first()) * DataSummary.BINS / span);
    for (int m = 0; m < modalities.size(); m++) {
      person.seen[m][bin]++;
      person.present[m][bin] += window.estimate().modalities().get(places.get(m)).present() ? 1 : 0;
    }
  }

  private List<String> shown;

  private List<String> shown() {
    if (shown == null) {
      shown = people.keySet().stream().limit(DataSummary.PEOPLE_SHOWN).toList();
    }
    return shown;
  }

  long windows() {
    return windows;
  }

  /** Subjects with the most windows, first by number and then by name. */
  List<String> longest(int count) {
    Comparator<Map.Entry<String, Person>> most =
        Comparator.comparingLong(e -> -e.getValue().all.windows());
    return people.entrySet().stream()
        .sorted(most.thenComparing(Map.Entry.comparingByKey()))
        .limit(count)
        .map(Map.Entry::getKey)
        .toList();
  }

  Spans span(String subject) {
    return people.get(subject).all;
  }

  DataSummary result() {
    return new DataSummary(
        people.size(),
        windows,
        length / 1e6,
        people.values().stream().mapToLong(p -> p.all.coveredMicros()).sum() / HOUR,
        time(people.values().stream().mapToLong(p -> p.all.first()).min().orElse(0)),
        time(people.values().stream().mapToLong(p -> p.all.last()).max().orElse(0)),
        lines(),
        shown().stream().map(this::person).toList(),
        people.size() - shown().size());
  }

  private List<ModalityLine> lines() {
    List<ModalityLine> lines = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      int at = m;
      List<Spans> spans = people.values().stream().map(p -> p.modalities.get(at)).toList();
      long gaps = spans.stream().mapToLong(Spans::gaps).sum();
      lines.add(
          new ModalityLine(
              modalities.get(m),
              (double) spans.stream().mapToLong(Spans::windows).sum() / windows,
              spans.stream().mapToLong(Spans::coveredMicros).sum() / HOUR,
              gaps,
              gaps == 0
                  ? Double.NaN
                  : spans.stream().mapToLong(Spans::longestGapMicros).max().orElse(0) / 60e6));
    }
    return lines;
  }

  private PersonLine person(String subject) {
    Person p = people.get(subject);
    List<Double> present = new ArrayList<>();
    List<double[]> track = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      present.add((double) p.modalities.get(m).windows() / p.all.windows());
      double[] shares = new double[DataSummary.BINS];
      Arrays.fill(shares, Double.NaN);
      for (int b = 0; p.seen != null && b < shares.length; b++) {
        shares[b] = p.seen[m][b] == 0 ? Double.NaN : (double) p.present[m][b] / p.seen[m][b];
      }
      track.add(shares);
    }
    return new PersonLine(
        subject,
        p.all.windows(),
        p.all.coveredMicros() / HOUR,
        time(p.all.first()),
        present,
        track,
        (p.all.last() - p.all.first()) / HOUR);
  }

  static String time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
