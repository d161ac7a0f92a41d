package io.headwater.job;

import io.headwater.config.ConfigFingerprint;
import io.headwater.config.HeadwaterConfig;
import io.headwater.config.KafkaConfig;
import io.headwater.learn.ModelRecord;
import io.headwater.learn.ModelStore;
import io.headwater.score.ModelChoice;
import io.headwater.score.ModelFolder;
import io.headwater.wire.kafka.ModelTopic;
import java.io.IOException;
import java.util.Optional;

/**
 * Whether the model topic has a model to score with: wanted, of this configuration, its file there,
 * below the folder of models, and undamaged.
 *
 * @param reader who asks, for the broker's logs
 * @param kafka where the topic is; travels to the job manager as it is, with its logins
 * @param fingerprint of the configuration that scores
 * @param folder where files of models are looked for
 * @param choice which versions are wanted
 */
record ReadableModel(
    String reader, KafkaConfig kafka, String fingerprint, ModelFolder folder, ModelChoice choice)
    implements GateCondition {

  static ReadableModel of(HeadwaterConfig config, ModelChoice choice) {
    return new ReadableModel(
        config.name(),
        config.kafka(),
        ConfigFingerprint.of(config),
        new ModelFolder(config.runtime().models()),
        choice);
  }

  @Override
  public boolean holds() {
    return newest().isPresent();
  }

  /** The newest such model. */
  Optional<ModelTopic.Position> newest() {
    return new ModelTopic(reader, kafka)
        .newest(
            model ->
                choice.suits(model, fingerprint) && folder.holds(model.uri()) && isReadable(model));
  }

  private static boolean isReadable(ModelRecord model) {
    try {
      ModelStore.read(model.uri(), model.sha256());
      return true;
    } catch (IOException notNow) {
      return false; // the loader says why, when it comes to it
    }
  }
}
