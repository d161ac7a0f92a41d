package io.headwater.cli;

import io.headwater.config.HeadwaterConfig;
import io.headwater.sensor.PseudonymKeyException;
import io.headwater.sensor.Pseudonyms;
import java.nio.file.Path;
import java.util.Optional;

/** The key of pseudonyms of a configuration, read before anything is started. */
final class PseudonymKey {
  private PseudonymKey() {}

  /** Empty where the configuration leaves subjects as they are. */
  static Optional<Pseudonyms> of(HeadwaterConfig config) throws PseudonymKeyException {
    Optional<Path> file = config.pseudonymKeyFile();
    return file.isEmpty() ? Optional.empty() : Optional.of(Pseudonyms.withKeyIn(file.get()));
  }

  /** Fails now rather than in a task, which would be tried again and again. */
  static void check(HeadwaterConfig config) throws PseudonymKeyException {
    of(config);
  }
}
