package io.headwater.cli;

import io.headwater.config.HeadwaterConfig;
import io.headwater.config.SecretProperties;
import java.util.List;

/** A command line as somebody would type it again, without the secrets of its configuration. */
final class CommandWords {
  private CommandWords() {}

  static String of(List<String> arguments, HeadwaterConfig config) {
    StringBuilder line = new StringBuilder("headwater");
    for (String argument : arguments) {
      String shown = SecretProperties.hide(argument, config.kafka().properties());
      line.append(' ').append(quoted(shown));
    }
    return line.toString();
  }

  private static String quoted(String argument) {
    return argument.matches("[\\w@%+=:,./-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
