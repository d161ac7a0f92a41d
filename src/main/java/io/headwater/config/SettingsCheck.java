package io.headwater.config;

import io.headwater.config.KafkaConfig.Delivery;
import io.headwater.sensor.Pseudonyms;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Window, estimator, learning, Kafka and runtime settings. */
final class SettingsCheck {
  private static final double GREATEST_SHRINKAGE = 0.1;

  private static final Pattern JOB_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern BROKER = Pattern.compile("(\\[[0-9A-Fa-f:]+]|[^:,\\s]+):(\\d{1,5})");

  /** A broker's transaction.max.timeout.ms unless its operator raised it. */
  private static final Duration BROKER_TRANSACTION_LIMIT = Duration.ofMinutes(15);

  private static final int MOST_GPUS = 1024;

  private static final int GREATEST_PORT = 65_535;

  /** Flink's own upper bound of key groups. */
  private static final int MOST_PARALLELISM = 32_768;

  /** Client properties that have a setting of their own. */
  private static final Map<String, String> OWN_SETTING =
      new TreeMap<>(
          Map.of(
              "bootstrap.servers", "kafka.bootstrap",
              "group.id", "kafka.group",
              "transaction.timeout.ms", "kafka.transaction-timeout",
              "transactional.id", "name"));

  private final HeadwaterConfig config;
  private final Problems problems;
  private final Ranges ranges;

  SettingsCheck(HeadwaterConfig config, Problems problems) {
    this.config = config;
    this.problems = problems;
    this.ranges = new Ranges(problems);
  }

  void run() {
    if (!JOB_NAME.matcher(config.name()).matches()) {
      problems.add(
          "name",
          "'%s' cannot name a consumer group; use letters, digits, dot, dash and underscore."
              .formatted(config.name()));
    }
    window();
    estimator();
    learning();
    ranges.atLeast(
        "score.chunks-before-model",
        config.score().chunksBeforeModel(),
        1,
        "a reader that reads nothing cannot be told from a broken one");
    kafka();
    runtime();
    subjects();
  }

  private void window() {
    WindowConfig window = config.window();
    ranges.positive("window.size", window.size());
    ranges.notNegative("window.lateness", window.lateness());
    ranges.positive("window.max-wait", window.maxWait());
    ranges.wholeMicros("window.size", window.size());
    if (problems.isWritten("window.slide")) { // else it is the size, which is blamed already
      ranges.positive("window.slide", window.slide());
      ranges.wholeMicros("window.slide", window.slide());
    }
    ranges.wholeMicros("window.lateness", window.lateness());
    ranges.wholeMicros("window.max-wait", window.maxWait());
    if (window.slide().compareTo(window.size()) > 0) {
      problems.add(
          "window.slide",
          "%s is longer than the window (%s), so samples between windows would be lost; use at most %s."
              .formatted(
                  DurationText.print(window.slide()),
                  DurationText.print(window.size()),
                  DurationText.print(window.size())));
    }
  }

  private void estimator() {
    EstimatorConfig estimator = config.estimator();
    new EstimatorKindCheck(config, problems).run();
    new MixtureCheck(config, problems).run();
    ranges.between("estimator.hidden", estimator.hidden(), 1, 4096);
    ranges.between("estimator.replicas", estimator.replicas(), 1, 64);
    ranges.atLeast("estimator.refit-steps", estimator.refitSteps(), 1, "a re-solve must step");
    if (!(estimator.learningRate() > 0 && estimator.learningRate() <= 1)) {
      problems.add(
          "estimator.learning-rate",
          "%s is outside (0, 1]; the recipe uses %s."
              .formatted(estimator.learningRate(), EstimatorConfig.DEFAULT_LEARNING_RATE));
    }
    if (!(estimator.weightDecay() >= 0
        && estimator.weightDecay() * estimator.learningRate() <= GREATEST_SHRINKAGE)) {
      problems.add(
          "estimator.weight-decay",
          "%s is outside 0 to %s: each step shrinks weights by decay times learning rate (%s), and more than a tenth leaves nothing to learn with."
              .formatted(
                  estimator.weightDecay(),
                  GREATEST_SHRINKAGE / estimator.learningRate(),
                  estimator.learningRate()));
    }
  }

  private void learning() {
    LearningConfig learning = config.learning();
    ranges.atLeast(
        "learning.batch", learning.batch(), 2, "a covariance needs two windows at the least");
    ranges.atLeast("learning.replayed", learning.replayed(), 0, "0 switches replay off");
    ranges.atLeast("learning.steps-per-batch", learning.stepsPerBatch(), 1, "else none is learned");
    ranges.atLeast(
        "learning.reservoir",
        learning.reservoir(),
        Math.max(2, learning.replayed()),
        "it must hold what one mini-batch replays");
    ranges.atLeast(
        "learning.held-out-every", learning.heldOutEvery(), 2, "1 would hold every window out");
    ranges.atLeast("learning.first-refit", learning.firstRefit(), 1, "counted in windows");
    ranges.atLeast("learning.refit-every", learning.refitEvery(), 1, "counted in windows");
    ranges.atLeast("learning.graph-every", learning.graphEvery(), 1, "counted in windows");
    ranges.atLeast("learning.snapshot-every", learning.snapshotEvery(), 1, "counted in windows");
    if (learning.learnFirst() != null) {
      ranges.atLeast("learning.learn-first", learning.learnFirst(), 1, "counted in windows");
    }
    drift(learning.drift());
    List<String> aside = learning.heldOutSubjects();
    if (aside != null) {
      for (int i = 0; i < aside.size(); i++) {
        if (aside.indexOf(aside.get(i)) < i) {
          problems.add(
              "learning.held-out-subjects[" + i + "]",
              "'%s' stands in the list already; name each subject once.".formatted(aside.get(i)));
        }
      }
    }
  }

  private void drift(DriftConfig drift) {
    if (!(drift.delta() > 0 && drift.delta() < 1)) {
      problems.add(
          "learning.drift.delta",
          "%s is not a chance; use more than 0 and less than 1, such as %s."
              .formatted(drift.delta(), DriftConfig.DEFAULT_DELTA));
    }
    if (!(drift.threshold() > 0 && Double.isFinite(drift.threshold()))) {
      problems.add(
          "learning.drift.threshold",
          "%s cannot be risen above; use a number over 0, such as %s."
              .formatted(drift.threshold(), DriftConfig.DEFAULT_THRESHOLD));
    }
    ranges.atLeast("learning.drift.raised-steps", drift.raisedSteps(), 1, "else nothing is raised");
    if (drift.detector() == DriftConfig.Detector.NONE
        && drift.policy() != DriftConfig.Policy.NONE) {
      problems.add(
          "learning.drift.policy",
          "'%s' waits for an alarm, and detector none gives none; choose adwin or page-hinkley."
              .formatted(KebabCase.of(drift.policy())));
    }
  }

  private void kafka() {
    KafkaConfig kafka = config.kafka();
    for (String broker : kafka.bootstrap().split(",", -1)) {
      var address = BROKER.matcher(broker.strip());
      if (!address.matches() || Integer.parseInt(address.group(2)) > 65_535) {
        problems.add(
            "kafka.bootstrap",
            "'%s' is not host:port; write one such as localhost:9092, several with commas."
                .formatted(broker.strip()));
      }
    }
    Duration timeout = kafka.transactionTimeout();
    ranges.positive("kafka.transaction-timeout", timeout);
    if (timeout.compareTo(BROKER_TRANSACTION_LIMIT) > 0) {
      problems.add(
          "kafka.transaction-timeout",
          "%s is more than a broker allows (transaction.max.timeout.ms, 15m); use at most 15m."
              .formatted(DurationText.print(timeout)));
    }
    if (kafka.delivery() == Delivery.EXACTLY_ONCE
        && timeout.compareTo(config.runtime().checkpointInterval()) <= 0) {
      problems.add(
          "kafka.transaction-timeout",
          "%s is not longer than runtime.checkpoint-interval (%s), so the broker would abort each transaction before its checkpoint; raise it."
              .formatted(
                  DurationText.print(timeout),
                  DurationText.print(config.runtime().checkpointInterval())));
    }
    if (kafka.properties().containsValue(SecretProperties.HIDDEN)) {
      problems.add(
          "kafka.properties",
          "'%s' stands where --print-config left a secret out; refer to the secret, such as ${env:NAME}."
              .formatted(SecretProperties.HIDDEN));
    }
    OWN_SETTING.forEach(
        (property, setting) -> {
          if (kafka.properties().containsKey(property)) {
            problems.add(
                "kafka.properties." + property, "is set by '" + setting + "'; set that instead.");
          }
        });
  }

  private void runtime() {
    RuntimeConfig runtime = config.runtime();
    ranges.between("runtime.parallelism", runtime.parallelism(), 1, MOST_PARALLELISM);
    ranges.positive("runtime.checkpoint-interval", runtime.checkpointInterval());
    if (runtime.checkpoints() != null) {
      uri("runtime.checkpoints", runtime.checkpoints());
    }
    uri("runtime.models", runtime.models());
    if (runtime.gpu() != null) {
      ranges.between("runtime.gpu", runtime.gpu(), 0, MOST_GPUS - 1);
    }
    if (runtime.metricsPort() != null) {
      ranges.between("runtime.metrics-port", runtime.metricsPort(), 1, GREATEST_PORT);
    }
  }

  private void subjects() {
    if (config.subjects() != null && config.subjects().baselineWindows() != null) {
      ranges.atLeast(
          "subjects.baseline-windows",
          config.subjects().baselineWindows(),
          1,
          "leave it out to keep levels as they are");
    }
    if (config.pseudonymKeyFile().isEmpty()) {
      return;
    }
    if (config.subjects().pseudonymKeyFile().isBlank()) {
      problems.add(
          "subjects.pseudonym-key-file", "is empty; name a file with 32 or more random bytes.");
    }
    List<String> aside = config.learning().heldOutSubjects();
    for (int i = 0; aside != null && i < aside.size(); i++) {
      if (!Pseudonyms.isPseudonym(aside.get(i))) {
        problems.add(
            "learning.held-out-subjects[" + i + "]",
            "is no pseudonym, but subjects.pseudonym-key-file is set, so nobody would have this name; 'headwater pseudonyms' tells whose is which.");
      }
    }
  }

  private void uri(String path, String text) {
    try {
      if (new URI(text).getScheme() != null) {
        return;
      }
    } catch (URISyntaxException e) {
      // said below, in the same words
    }
    problems.add(
        path,
        "'%s' is not a URI; write one such as file:///var/headwater or s3://bucket/folder."
            .formatted(text));
  }
}
