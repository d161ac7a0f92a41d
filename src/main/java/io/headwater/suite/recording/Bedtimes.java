package io.headwater.suite.recording;

import io.headwater.sensor.RecordingException;
import io.headwater.sensor.source.IsoTime;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * In bed or up, of MMASH (Rossi et al. 2020): {@code user_N/sleep.csv} has a row for each night
 * with day numbers and times of day.
 */
final class Bedtimes {
  static final List<String> CLASSES = List.of("up", "in bed");

  /** Day 1 of the example configuration. */
  private static final LocalDate FIRST_DAY = LocalDate.parse("2020-01-01");

  private static final int UP = 0;
  private static final int IN_BED = 1;

  private Bedtimes() {}

  static Targets read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder, 2)) {
      files = all.filter(f -> f.getFileName().toString().equals("sleep.csv")).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new RecordingException(folder, "holds no user_N/sleep.csv with times in bed.");
    }
    SpanTargets targets = new SpanTargets();
    for (Path file : files) {
      read(file, file.getParent().getFileName().toString(), targets);
    }
    return targets;
  }

  private static void read(Path file, String subject, SpanTargets targets) throws IOException {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setAllowMissingColumnNames(true) // the first is a row number without a name
            .get();
    long up = Long.MIN_VALUE;
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (CSVRecord night : format.parse(reader)) {
        long in = micros(night.get("In Bed Date"), night.get("In Bed Time"));
        long out = micros(night.get("Out Bed Date"), night.get("Out Bed Time"));
        if (out <= in) { // some nights carry the day of their evening to the morning
          out = out + 86_400_000_000L;
        }
        targets.add(subject, up, in, UP);
        targets.add(subject, in, out, IN_BED);
        up = out;
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new RecordingException(file, "is not a table of nights: " + e.getMessage(), e);
    }
    targets.add(subject, up, Long.MAX_VALUE, UP);
  }

  private static long micros(String day, String time) {
    return IsoTime.micros(
        FIRST_DAY.plusDays(Integer.parseInt(day.trim()) - 1L).atTime(LocalTime.parse(time.trim())),
        ZoneOffset.UTC);
  }
}
