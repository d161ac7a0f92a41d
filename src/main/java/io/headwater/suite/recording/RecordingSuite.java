package io.headwater.suite.recording;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.headwater.config.HeadwaterConfig;
import io.headwater.evaluate.SubjectMean;
import io.headwater.job.RecordingInputs;
import io.headwater.sensor.RecordingException;
import io.headwater.suite.ResultLedger;
import io.headwater.suite.SuiteListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * All folds of the wanted rows and seeds, one after the other; what an earlier start has done is
 * taken over from {@code folds.jsonl}.
 */
public final class RecordingSuite {
  public static final String MARKDOWN = "recordings.md";
  private static final String JSON = "recordings.json";
  private static final String LEDGER = "folds.jsonl";

  private final Request request;
  private final List<FoldResult> done = new ArrayList<>();

  /**
   * @param rows ids of rows
   * @param seeds of the learner
   * @param folds parts that the people are divided into, at least 2
   * @param input folder that holds the folders of the recordings
   * @param output folder for the results
   * @param overrides of the configurations
   * @param resume whether to take over what {@code output} holds
   * @param command the command that repeats it
   */
  public record Request(
      List<String> rows,
      List<Long> seeds,
      int folds,
      Path input,
      Path output,
      List<String> overrides,
      boolean resume,
      String command) {
    public Request {
      rows = List.copyOf(rows);
      seeds = List.copyOf(seeds);
      overrides = List.copyOf(overrides);
      if (folds < 2) {
        throw new IllegalArgumentException(
            "People can be held out in no fewer than 2 folds; %d were asked for.".formatted(folds));
      }
    }
  }

  public RecordingSuite(Request request) {
    this.request = request;
  }

  public static List<String> rows() {
    return Arrays.stream(RecordingRow.values()).map(RecordingRow::id).toList();
  }

  /** A line for each row, for people. */
  public static List<String> describeRows() {
    return Arrays.stream(RecordingRow.values())
        .map(r -> "%-18s %s; %s (%s)".formatted(r.id(), r.title(), r.measure(), r.folder()))
        .toList();
  }

  /** A row with what it needs, looked up before anything is learned. */
  private record Prepared(
      RecordingRow row, Path recordings, Targets targets, List<Set<String>> folds) {}

  /**
   * @return how many folds failed
   * @throws IOException when recordings or labels cannot be read; before anything is learned
   * @throws io.headwater.config.ConfigException when an override does not fit
   */
  public int run(SuiteListener listener) throws IOException, InterruptedException {
    List<Prepared> prepared = new ArrayList<>();
    for (RecordingRow row : RecordingRow.values()) {
      if (request.rows().contains(row.id())) {
        prepared.add(prepare(row));
      }
    }
    Files.createDirectories(request.output());
    ResultLedger<FoldResult> ledger =
        new ResultLedger<>(request.output().resolve(LEDGER), FoldResult::line, FoldResult::parse);
    List<FoldResult> earlier = request.resume() ? ledger.read() : List.of();
    int all = prepared.size() * request.seeds().size() * request.folds();
    int failed = 0;
    long started = System.nanoTime();
    int learned = 0;
    for (long seed : request.seeds()) {
      for (Prepared row : prepared) {
        for (int fold = 0; fold < request.folds(); fold++) {
          FoldRun run = foldRun(row, seed, fold);
          int wanted = fold;
          FoldResult known =
              earlier.stream()
                  .filter(f -> f.isOf(row.row(), seed, wanted, run.fingerprint()))
                  .findFirst()
                  .orElse(null);
          String name = row.row().id() + " fold " + (fold + 1);
          if (known == null) {
            listener.started(name, seed);
            try {
              known = run.run(request.output().resolve("work").resolve(name(row, seed, fold)));
              ledger.append(known);
              learned++;
            } catch (InterruptedException e) {
              throw e;
            } catch (Exception e) {
              failed++;
              listener.failed(name, seed, String.valueOf(e.getMessage()));
              continue;
            }
          }
          done.add(known);
          write(prepared);
          Duration each = Duration.ofNanos((System.nanoTime() - started) / Math.max(1, learned));
          listener.finished(
              line(name, known), done.size(), all, each.multipliedBy(all - done.size() - failed));
        }
      }
    }
    return failed;
  }

  private static String name(Prepared row, long seed, int fold) {
    return row.row().id() + "-" + seed + "-" + (fold + 1);
  }

  private FoldRun foldRun(Prepared row, long seed, int fold) {
    return new FoldRun(
        row.row(),
        row.recordings(),
        row.targets(),
        seed,
        fold,
        row.folds().get(fold),
        request.overrides());
  }

  private Prepared prepare(RecordingRow row) throws IOException {
    Path recordings = request.input().resolve(row.folder());
    if (!Files.isDirectory(recordings)) {
      throw new RecordingException(
          recordings, "is no folder; row '%s' reads its recordings there.".formatted(row.id()));
    }
    HeadwaterConfig config = row.config(request.overrides());
    List<String> people = RecordingInputs.subjects(recordings, config);
    if (people.size() < 2 * request.folds()) {
      throw new RecordingException(
          recordings,
          "holds %d people; %d folds need two each.".formatted(people.size(), request.folds()));
    }
    List<Set<String>> folds = new ArrayList<>();
    for (int k = 0; k < request.folds(); k++) {
      int fold = k;
      folds.add(
          new TreeSet<>(
              IntStream.range(0, people.size())
                  .filter(i -> i % request.folds() == fold)
                  .mapToObj(people::get)
                  .toList()));
    }
    return new Prepared(row, recordings, row.targets(recordings), folds);
  }

  private static String line(String name, FoldResult result) {
    List<String> parts = new ArrayList<>();
    for (String features : FeatureSet.labels()) {
      SubjectMean mean =
          SubjectMean.of(
              result.scores().get(features).values().stream()
                  .mapToDouble(Double::doubleValue)
                  .toArray());
      parts.add("%s %.3f".formatted(features, mean.mean()));
    }
    return "%s seed %d: %s, %.0f s"
        .formatted(name, result.seed(), String.join(", ", parts), result.seconds());
  }

  private void write(List<Prepared> prepared) throws IOException {
    List<RowScores> rows = new ArrayList<>();
    for (Prepared row : prepared) {
      List<FoldResult> own = done.stream().filter(f -> f.row().equals(row.row().id())).toList();
      if (!own.isEmpty()) {
        rows.add(new RowScores(row.row(), own));
      }
    }
    Files.writeString(
        request.output().resolve(MARKDOWN), RecordingTable.of(request.command(), rows));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("command", request.command());
    json.put("folds", done);
    for (RowScores row : rows) {
      Map<String, Object> scores = new LinkedHashMap<>();
      scores.put("chance", row.chance());
      for (FeatureSet features : FeatureSet.values()) {
        scores.put(features.label(), row.score(features));
      }
      for (FeatureSet learned : FeatureSet.learned()) {
        for (FeatureSet other : FeatureSet.values()) {
          if (!other.isLearned()) {
            scores.put(
                "%s better than %s".formatted(learned.label(), other.label()),
                row.gain(learned, other));
          }
        }
      }
      json.put(row.row().id(), scores);
    }
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(request.output().resolve(JSON).toFile(), json);
  }
}
