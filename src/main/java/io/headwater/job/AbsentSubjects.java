package io.headwater.job;

import io.headwater.config.LearningConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Held-out subjects of whom a replay saw no window. A name that is misspelt holds nobody out, so
 * that the model would be tested on people it has learned from.
 */
final class AbsentSubjects {
  private AbsentSubjects() {}

  static List<String> of(LearningConfig learning, Path prequentialCsv) throws IOException {
    if (learning.heldOutSubjects() == null) {
      return List.of();
    }
    List<String> absent = new ArrayList<>(learning.heldOutSubjects());
    try (Reader reader = Files.newBufferedReader(prequentialCsv, StandardCharsets.UTF_8)) {
      for (CSVRecord row :
          CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
        absent.remove(row.get("subject"));
      }
    }
    return absent;
  }
}
