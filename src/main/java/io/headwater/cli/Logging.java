package io.headwater.cli;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/** How much the log says on the console. */
final class Logging {
  private Logging() {}

  static void verbose() {
    Configurator.setRootLevel(Level.INFO);
  }
}
