package io.headwater.suite.recording;

import io.headwater.config.ConfigFingerprint;
import io.headwater.config.HeadwaterConfig;
import io.headwater.job.RecordingInputs;
import io.headwater.job.Release;
import io.headwater.job.ReplayFolder;
import io.headwater.job.ReplayJob;
import io.headwater.learn.LatentRecord;
import io.headwater.window.AlignedWindow;
import io.headwater.wire.AvroFiles;
import io.headwater.wire.files.WindowSpool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * One fold: the replay job learns from some people and scores all; a second replay does the same
 * with an encoder that stays as it was drawn; probes are fitted to the people learned from and
 * judged on the others.
 */
final class FoldRun {
  /**
   * Held-out windows of a re-solve are every n-th; n shares no factor with the number of people, so
   * that all of them are among these.
   */
  private static final String EVERY = "learning.held-out-every=7";

  /** Steps too small to change a bit that a probe would see. */
  private static final List<String> UNTRAINED =
      List.of(
          "estimator.learning-rate=1e-12",
          "estimator.refit-steps=1",
          "learning.steps-per-batch=1",
          "learning.first-refit=1000000000");

  private final RecordingRow row;
  private final Path recordings;
  private final Targets targets;
  private final long seed;
  private final int fold;
  private final Set<String> heldOut;
  private final List<String> overrides;

  /**
   * @param recordings folder of the row's recordings
   * @param heldOut people of this fold
   * @param overrides of the configuration, such as {@code estimator.hidden=32}
   */
  FoldRun(
      RecordingRow row,
      Path recordings,
      Targets targets,
      long seed,
      int fold,
      Set<String> heldOut,
      List<String> overrides) {
    this.row = row;
    this.recordings = recordings;
    this.targets = targets;
    this.seed = seed;
    this.fold = fold;
    this.heldOut = heldOut;
    this.overrides = overrides;
  }

  /** Names all that shapes the result. */
  String fingerprint() {
    return ConfigFingerprint.of(config(List.of())).substring(0, 16) + "-" + Release.VERSION;
  }

  private HeadwaterConfig config(List<String> more) {
    List<String> all = new ArrayList<>();
    all.add(EVERY);
    all.addAll(overrides);
    all.addAll(more);
    all.add("seed=" + seed); // what the table says comes last, so that no override undoes it
    all.add("learning.held-out-subjects=[" + String.join(", ", heldOut) + "]");
    return row.config(all);
  }

  /**
   * @param work folder for what the replays write; graph and summary stay
   * @throws Exception the first failure of a job
   */
  FoldResult run(Path work) throws Exception {
    long started = System.nanoTime();
    HeadwaterConfig config = config(List.of());
    ReplayFolder trained = new ReplayFolder(work.resolve("trained"));
    ReplayFolder random = new ReplayFolder(work.resolve("random"));
    List<LatentRecord> estimates = replay(config, trained);
    List<LatentRecord> drawn = replay(config(UNTRAINED), random);
    List<AlignedWindow> windows = windows(trained);
    List<String> subjects = windows.stream().map(AlignedWindow::subject).toList();
    IntPredicate fitted = w -> !heldOut.contains(subjects.get(w));
    Map<FeatureSet, double[][]> features = new EnumMap<>(FeatureSet.class);
    features.put(FeatureSet.LATENTS, Features.latents(estimates));
    features.put(FeatureSet.RANDOM, Features.latents(drawn));
    features.put(FeatureSet.COMPONENTS, Features.components(estimates));
    features.put(FeatureSet.RANDOM_COMPONENTS, Features.components(drawn));
    int few = features.get(FeatureSet.LATENTS)[0].length;
    int many = features.get(FeatureSet.COMPONENTS)[0].length;
    double[][] principal = Features.principal(config, windows, fitted, many);
    features.put(FeatureSet.PRINCIPAL, Features.first(few, principal));
    features.put(FeatureSet.PRINCIPAL_OF_COMPONENTS, principal);
    features.put(FeatureSet.SUMMARIES, Features.summaries(config, windows, fitted));
    double[] wanted =
        windows.stream()
            .mapToDouble(w -> targets.of(w.subject(), w.startMicros(), w.endMicros()))
            .toArray();
    ProbeScoring scoring = new ProbeScoring(subjects, wanted, row.classes().size(), heldOut);
    Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
    Map<String, Double> identity = new LinkedHashMap<>();
    features.forEach(
        (set, values) -> {
          scores.put(set.label(), scoring.scores(values));
          identity.put(set.label(), scoring.identity(values));
        });
    tidy(trained);
    tidy(random);
    int people = (int) subjects.stream().filter(s -> !heldOut.contains(s)).distinct().count();
    return new FoldResult(
        row.id(),
        seed,
        fold,
        fingerprint(),
        scores,
        scoring.chance(),
        identity,
        people,
        (System.nanoTime() - started) / 1e9);
  }

  private List<LatentRecord> replay(HeadwaterConfig config, ReplayFolder folder) throws Exception {
    new ReplayJob(config, RecordingInputs.source(recordings, config), folder, true)
        .keepingWindows()
        .run(progress -> {}, scored -> {});
    List<LatentRecord> estimates = new ArrayList<>();
    AvroFiles.readLatents(folder.latentsAvro(), estimates::add);
    return estimates;
  }

  private static List<AlignedWindow> windows(ReplayFolder folder) throws IOException {
    List<AlignedWindow> windows = new ArrayList<>();
    try (WindowSpool.Reader reader = new WindowSpool.Reader(folder.windowSpool())) {
      for (Optional<AlignedWindow> w = reader.next(); w.isPresent(); w = reader.next()) {
        windows.add(w.get());
      }
    }
    return windows;
  }

  private static void tidy(ReplayFolder folder) throws IOException {
    for (Path file :
        List.of(
            folder.windowSpool(),
            folder.latentsCsv(),
            folder.latentsAvro(),
            folder.prequentialCsv())) {
      Files.deleteIfExists(file);
    }
    try (var models = Files.list(folder.models())) {
      for (Path model : models.toList()) {
        Files.delete(model);
      }
    }
  }
}
