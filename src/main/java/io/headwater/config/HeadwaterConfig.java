package io.headwater.config;

import io.headwater.sensor.Modality;
import io.headwater.sensor.RecordingRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The effective configuration of a job.
 *
 * @param name job name, also the prefix of consumer group and transactional ids
 * @param seed seed of all randomness
 * @param modalities the declared modalities, in the order used everywhere
 * @param shared latents that several modalities contain; none as a rule
 * @param window size, slide, lateness, waits
 * @param estimator which estimator and its settings
 * @param learning batches, reservoir, positions of re-solves and snapshots
 * @param score what holds for the scoring job alone
 * @param kafka broker and topics
 * @param runtime parallelism, checkpoints, where model files go
 * @param recordings how files below an input folder map to modalities; used by ingest and replay
 * @param subjects how people are named and compared; null: as the input has them
 */
public record HeadwaterConfig(
    String name,
    Long seed,
    List<ModalityConfig> modalities,
    List<SharedConfig> shared,
    WindowConfig window,
    EstimatorConfig estimator,
    LearningConfig learning,
    ScoreConfig score,
    KafkaConfig kafka,
    RuntimeConfig runtime,
    List<RecordingRule> recordings,
    SubjectsConfig subjects) {

  public static final String DEFAULT_NAME = "headwater";
  public static final long DEFAULT_SEED = 1;

  private static final String SCORER = "-score";

  public HeadwaterConfig {
    name = name == null ? DEFAULT_NAME : name;
    seed = seed == null ? (Long) DEFAULT_SEED : seed;
    modalities = modalities == null ? List.of() : List.copyOf(modalities);
    shared = shared == null ? List.of() : List.copyOf(shared);
    window = window == null ? WindowConfig.defaults() : window;
    estimator = estimator == null ? EstimatorConfig.defaults() : estimator;
    learning = learning == null ? LearningConfig.defaults() : learning;
    score = score == null ? ScoreConfig.defaults() : score;
    kafka = kafka == null ? KafkaConfig.defaults() : kafka;
    runtime = runtime == null ? RuntimeConfig.defaults() : runtime;
    recordings = recordings == null ? List.of() : List.copyOf(recordings);
  }

  /** The declared modalities as readers and the aligner see them, in declared order. */
  public List<Modality> toModalities() {
    return modalities.stream().map(ModalityConfig::toModality).toList();
  }

  /** The file with the key of pseudonyms; empty where subjects stay as they are. */
  public Optional<Path> pseudonymKeyFile() {
    return Optional.ofNullable(subjects).map(SubjectsConfig::pseudonymKeyFile).map(Path::of);
  }

  /** Windows of a subject's baseline; 0: levels stay as they are. */
  public int baselineWindows() {
    return Optional.ofNullable(subjects).map(SubjectsConfig::baselineWindows).orElse(0);
  }

  /** The same with another broker. */
  public HeadwaterConfig withKafka(KafkaConfig other) {
    return changed(name, other, runtime);
  }

  /** The same with other folders or parallelism. */
  public HeadwaterConfig withRuntime(RuntimeConfig other) {
    return changed(name, kafka, other);
  }

  /**
   * The same for the job that scores beside the learner: name and consumer group end with {@value
   * #SCORER}, so neither offsets nor transactional ids are shared.
   */
  public HeadwaterConfig forScoring() {
    return changed(
        name + SCORER,
        kafka.group() == null ? kafka : kafka.withGroup(kafka.group() + SCORER),
        runtime);
  }

  private HeadwaterConfig changed(String otherName, KafkaConfig broker, RuntimeConfig place) {
    return new HeadwaterConfig(
        otherName,
        seed,
        modalities,
        shared,
        window,
        estimator,
        learning,
        score,
        broker,
        place,
        recordings,
        subjects);
  }
}
