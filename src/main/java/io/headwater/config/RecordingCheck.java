package io.headwater.config;

import io.headwater.sensor.DelimitedMapping;
import io.headwater.sensor.RecordingRule;
import java.nio.file.FileSystems;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The rules that say which files belong to which modality and how to read them. */
final class RecordingCheck {
  private static final List<String> FORMATS = List.of("edf", "wfdb", "e4", "delimited", "csv");
  private static final Set<String> ZONED = Set.of("edf", "wfdb");
  private static final String DELIMITED = "delimited";
  private static final String DAY_TIME = "day-time";
  private static final String ROW = "row";
  private static final List<String> CLOCKS =
      List.of("iso", "epoch-seconds", "epoch-millis", "epoch-micros", DAY_TIME, ROW);

  private final HeadwaterConfig config;
  private final Problems problems;
  private final Ranges ranges;

  RecordingCheck(HeadwaterConfig config, Problems problems) {
    this.config = config;
    this.problems = problems;
    this.ranges = new Ranges(problems);
  }

  void run() {
    for (int i = 0; i < config.recordings().size(); i++) {
      rule(config.recordings().get(i), "recordings[" + i + "]");
    }
  }

  private void rule(RecordingRule rule, String path) {
    format(rule, path);
    files(rule.files(), path + ".files");
    modality(rule, path);
    if (rule.subject() != null) {
      subject(rule.subject(), path + ".subject");
    }
    if (rule.start() != null) {
      start(rule.start(), path + ".start");
    }
    if (rule.chunk() != null) {
      ranges.positive(path + ".chunk", rule.chunk());
    }
    if (rule.mapping() != null) {
      mapping(rule, path + ".mapping");
    }
  }

  private void format(RecordingRule rule, String path) {
    if (rule.format() == null) {
      problems.add(path + ".format", "is missing; use one of " + String.join(", ", FORMATS) + ".");
    } else if (!FORMATS.contains(rule.format())) {
      problems.add(
          path + ".format", Nearest.sentence(rule.format(), "a recording format", FORMATS));
    } else if (rule.format().equals(DELIMITED) && rule.mapping() == null) {
      problems.add(
          path + ".mapping",
          "is missing; a delimited file needs at least its clock and time columns.");
    }
  }

  private void files(String glob, String path) {
    if (glob == null) {
      problems.add(path, "is missing; give a glob such as 'user_*/RR.csv.gz'.");
      return;
    }
    try {
      Objects.requireNonNull(FileSystems.getDefault().getPathMatcher("glob:" + glob));
    } catch (PatternSyntaxException e) {
      problems.add(
          path,
          "'%s' is not a glob (%s); use *, **, ? and {a,b}.".formatted(glob, e.getDescription()));
    }
  }

  private void modality(RecordingRule rule, String path) {
    if (rule.modality() == null) {
      problems.add(
          path + ".modality", "is missing; name the declared modality its samples become.");
      return;
    }
    List<ModalityConfig> named =
        config.modalities().stream().filter(m -> rule.modality().equals(m.name())).toList();
    if (named.isEmpty()) {
      List<String> names =
          config.modalities().stream().map(ModalityConfig::name).filter(n -> n != null).toList();
      problems.add(
          path + ".modality", Nearest.sentence(rule.modality(), "a declared modality", names));
      return;
    }
    List<String> channels = named.get(0).channels();
    for (String channel : rule.channels().keySet()) {
      if (!channels.contains(channel)) {
        problems.add(
            path + ".channels." + channel,
            Nearest.sentence(channel, "a channel of " + rule.modality(), channels));
      }
    }
  }

  private void subject(String regex, String path) {
    try {
      if (Pattern.compile(regex).matcher("").groupCount() < 1) {
        problems.add(
            path,
            "'%s' has no group to take the subject from; put brackets round it, such as (Subject\\d+)_."
                .formatted(regex));
      }
    } catch (PatternSyntaxException e) {
      problems.add(
          path,
          "'%s' is not a regular expression (%s at position %d); mind unmatched brackets."
              .formatted(regex, e.getDescription(), e.getIndex()));
    }
  }

  private void start(String text, String path) {
    try {
      OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      problems.add(
          path,
          "'%s' is not a time with zone; write one such as 2020-01-01T00:00:00Z.".formatted(text));
    }
  }

  private void mapping(RecordingRule rule, String path) {
    String format = rule.format();
    if (DELIMITED.equals(format)) {
      delimited(rule.mapping(), path);
    } else if (format != null && FORMATS.contains(format)) {
      onlyZone(rule.mapping(), format, path);
    }
  }

  /** Files with a header of their own need no mapping; some write local times in an unsaid zone. */
  private void onlyZone(DelimitedMapping mapping, String format, String path) {
    DelimitedMapping zone =
        new DelimitedMapping(null, null, null, null, null, mapping.zone(), null, null, null, null);
    if (!ZONED.contains(format)) {
      problems.add(
          path,
          "belongs to format delimited, and this rule reads %s; remove it or change the format."
              .formatted(format));
    } else if (!mapping.equals(zone)) {
      problems.add(
          path,
          "of a rule that reads %s may hold its zone only, such as {zone: Europe/Rome}; remove the rest or change the format."
              .formatted(format));
    } else if (mapping.zone() != null) {
      zone(mapping.zone(), path + ".zone");
    }
  }

  private void delimited(DelimitedMapping mapping, String path) {
    if (mapping.delimiter() != null && mapping.delimiter().length() != 1) {
      problems.add(
          path + ".delimiter",
          "'%s' is not one character; write ',' or ';' or, in double quotes, \"\\t\"."
              .formatted(mapping.delimiter()));
    }
    if (mapping.zone() != null) {
      zone(mapping.zone(), path + ".zone");
    }
    if (mapping.epochDay() != null) {
      day(mapping.epochDay(), path + ".epoch-day");
    }
    if (mapping.period() != null && !(mapping.period() > 0)) {
      problems.add(
          path + ".period",
          "%s s is not positive; give seconds between rows.".formatted(mapping.period()));
    }
    clock(mapping, path);
  }

  private void clock(DelimitedMapping mapping, String path) {
    String clock = mapping.clock();
    if (clock == null) {
      problems.add(path + ".clock", "is missing; use one of " + String.join(", ", CLOCKS) + ".");
      return;
    }
    if (!CLOCKS.contains(clock)) {
      problems.add(path + ".clock", Nearest.sentence(clock, "a clock", CLOCKS));
      return;
    }
    int wanted = clock.equals(ROW) ? 0 : clock.equals(DAY_TIME) ? 2 : 1;
    if (mapping.time().size() != wanted) {
      problems.add(
          path + ".time",
          "names %d columns but clock %s takes %s."
              .formatted(
                  mapping.time().size(),
                  clock,
                  List.of("none", "one, such as [time]", "two, such as [day, time]").get(wanted)));
    }
    Set<String> columns = new HashSet<>(mapping.time());
    if (columns.size() < mapping.time().size()) {
      problems.add(path + ".time", "names the same column twice; name day and time of day.");
    }
    if (clock.equals(ROW) && mapping.period() == null) {
      problems.add(path + ".period", "is missing; clock row needs the seconds between rows.");
    }
  }

  private void zone(String zone, String path) {
    try {
      Objects.requireNonNull(ZoneId.of(zone));
    } catch (DateTimeException e) {
      problems.add(
          path, "'%s' is not a time zone; write one such as UTC or Europe/Rome.".formatted(zone));
    }
  }

  private void day(String day, String path) {
    try {
      LocalDate.parse(day);
    } catch (DateTimeException e) {
      problems.add(path, "'%s' is not a date; write one such as 2020-01-01.".formatted(day));
    }
  }
}
