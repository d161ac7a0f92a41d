package io.headwater.job;

import io.headwater.config.ConfigFingerprint;
import io.headwater.config.ConfigLoader;
import io.headwater.config.ConfigPrinter;
import io.headwater.config.HeadwaterConfig;
import io.headwater.learn.ModelRecord;
import io.headwater.learn.ModelStore;
import io.headwater.score.ModelChoice;
import io.headwater.wire.kafka.ModelTopic;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Whether the model topic has a model to score with: wanted, of this configuration, its file there
 * and undamaged.
 *
 * @param yaml the configuration as text, in which form it travels to the job manager
 * @param choice which versions are wanted
 */
record ReadableModel(String yaml, ModelChoice choice) implements GateCondition {

  static ReadableModel of(HeadwaterConfig config, ModelChoice choice) {
    return new ReadableModel(ConfigPrinter.print(config), choice);
  }

  @Override
  public boolean holds() {
    return newest().isPresent();
  }

  /** The newest such model. */
  Optional<ModelTopic.Position> newest() {
    HeadwaterConfig config = ConfigLoader.parse("the scorer's configuration", yaml, List.of());
    String fingerprint = ConfigFingerprint.of(config);
    return new ModelTopic(config)
        .newest(model -> choice.suits(model, fingerprint) && isReadable(model));
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
