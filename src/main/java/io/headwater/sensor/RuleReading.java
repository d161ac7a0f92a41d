package io.headwater.sensor;

import io.headwater.sensor.delimited.CsvSubjects;
import io.headwater.sensor.delimited.DelimitedReader;
import io.headwater.sensor.delimited.HeadwaterCsv;
import io.headwater.sensor.source.NearestName;
import io.headwater.sensor.source.ReadRequest;
import io.headwater.sensor.source.RecordingInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One rule, checked, with the modality it fills.
 *
 * @param place how messages call the rule, such as {@code rule 2 (files '*.edf')}
 */
record RuleReading(
    String place,
    RecordingRule rule,
    RecordingFormat format,
    Modality modality,
    Optional<Pattern> subject) {

  /**
   * @param number position of the rule, from 1
   * @throws RecordingException when the rule does not hang together
   */
  static RuleReading of(Path root, int number, RecordingRule rule, List<Modality> modalities)
      throws RecordingException {
    String place = "rule " + number + " (files '" + rule.files() + "'): ";
    RecordingFormat format =
        RecordingFormat.named(rule.format())
            .orElseThrow(
                () -> unknown(root, place, "format", rule.format(), RecordingFormat.names()));
    List<String> names = modalities.stream().map(Modality::name).toList();
    Modality modality =
        modalities.stream()
            .filter(m -> m.name().equals(rule.modality()))
            .findFirst()
            .orElseThrow(() -> unknown(root, place, "modality", rule.modality(), names));
    for (String channel : rule.channels().keySet()) {
      if (!modality.channels().contains(channel)) {
        throw unknown(root, place, "channel", channel, modality.channels());
      }
    }
    RuleReading reading =
        new RuleReading(place, rule, format, modality, subject(root, place, rule));
    reading.check(root);
    return reading;
  }

  private static Optional<Pattern> subject(Path root, String place, RecordingRule rule)
      throws RecordingException {
    if (rule.subject() == null) {
      return Optional.empty();
    }
    try {
      Pattern pattern = Pattern.compile(rule.subject());
      if (pattern.matcher("").groupCount() > 0) {
        return Optional.of(pattern);
      }
    } catch (PatternSyntaxException e) {
      throw new RecordingException(
          root,
          place
              + "subject '"
              + rule.subject()
              + "' is not a regular expression: "
              + e.getDescription()
              + ".",
          e);
    }
    throw new RecordingException(
        root, place + "subject '" + rule.subject() + "' has no group; put (…) around the subject.");
  }

  private void check(Path root) throws RecordingException {
    ReadRequest any = new ReadRequest(root, "", modality, rule);
    try {
      any.zone();
      any.start();
      any.chunkLength();
      if (format == RecordingFormat.DELIMITED) {
        DelimitedReader.check(any);
      }
    } catch (IllegalArgumentException e) {
      throw new RecordingException(root, place + e.getMessage(), e);
    } catch (RecordingException e) {
      String problem = e.getMessage().substring((root + ": ").length());
      throw new RecordingException(root, place + problem, e);
    }
  }

  /** The recordings that the rule finds; at least one. */
  List<Recording> recordings(RecordingFolder folder) throws IOException {
    List<Recording> recordings = new ArrayList<>();
    for (String entry : matching(folder)) {
      recordings.addAll(recordings(folder.root(), entry));
    }
    if (recordings.isEmpty()) {
      throw new RecordingException(
          folder.root(), place + "no file matches; there is " + folder.shown() + ".");
    }
    return recordings;
  }

  private List<String> matching(RecordingFolder folder) throws RecordingException {
    if (rule.files() == null || rule.files().isBlank()) {
      throw new RecordingException(
          folder.root(), place + "'files' is empty; give a glob such as *.edf.");
    }
    try {
      return folder.matching(rule.files(), format.readsFolders());
    } catch (IllegalArgumentException e) {
      throw new RecordingException(
          folder.root(), place + "'" + rule.files() + "' is not a glob: " + e.getMessage(), e);
    }
  }

  private List<Recording> recordings(Path root, String entry) throws IOException {
    Path file = root.resolve(entry);
    if (format != RecordingFormat.CSV || subject.isPresent()) {
      return List.of(recording(file, subjectOf(root, entry)));
    }
    CsvSubjects found = CsvSubjects.of(file);
    if (found.timeOrdered() || found.subjects().size() == 1) {
      return List.of(recording(file, HeadwaterCsv.ALL_SUBJECTS));
    }
    return found.subjects().stream().map(one -> recording(file, one)).toList();
  }

  private Recording recording(Path file, String who) {
    ReadRequest request = new ReadRequest(file, who, modality, rule);
    return new Recording(who, modality.name(), file, () -> format.open(request));
  }

  private String subjectOf(Path root, String entry) throws RecordingException {
    if (subject.isEmpty()) {
      String name = RecordingInput.plainName(Path.of(entry));
      int dot = name.lastIndexOf('.');
      return dot > 0 ? name.substring(0, dot) : name;
    }
    Matcher matcher = subject.get().matcher(entry);
    if (!matcher.find() || matcher.group(1) == null || matcher.group(1).isEmpty()) {
      throw new RecordingException(
          root, place + "subject '" + rule.subject() + "' finds no subject in '" + entry + "'.");
    }
    return matcher.group(1);
  }

  private static RecordingException unknown(
      Path root, String place, String what, String value, List<String> known) {
    return new RecordingException(
        root,
        place
            + "%s '%s' is unknown; there is %s.%s"
                .formatted(
                    what,
                    value,
                    String.join(", ", known),
                    value == null ? "" : NearestName.hint(value, known)));
  }
}
