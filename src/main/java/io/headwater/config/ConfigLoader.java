package io.headwater.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a configuration file and answers every mistake at once, each with file, line, key path, the
 * value seen and a remedy.
 *
 * <pre>{@code
 * HeadwaterConfig config = ConfigLoader.load(Path.of("ward.yaml"));
 * }</pre>
 */
public final class ConfigLoader {
  private ConfigLoader() {}

  /**
   * @throws ConfigException if the file cannot be read or holds any mistake
   */
  public static HeadwaterConfig load(Path file) {
    return load(file, List.of());
  }

  /**
   * @param overrides {@code key=value} texts laid over the file, such as {@code learning.batch=16}
   * @throws ConfigException if the file cannot be read, or it or an override holds any mistake
   */
  public static HeadwaterConfig load(Path file, List<String> overrides) {
    return parse(file.toString(), text(file), overrides);
  }

  /**
   * Reads a configuration from text.
   *
   * @param name what to call the text in messages
   */
  public static HeadwaterConfig parse(String name, String text, List<String> overrides) {
    Problems problems = new Problems(name);
    YamlTree tree = YamlTree.parse(name, text, problems);
    stopAt(problems);
    overrides.forEach(option -> SetOption.apply(option, tree, problems));
    HeadwaterConfig config = new RecordReader(tree, problems).read(HeadwaterConfig.class);
    new SettingsCheck(config, problems).run();
    new ModalityCheck(config, problems).run();
    new SharedCheck(config, problems).run();
    new GraphCheck(config, problems).run();
    new RecordingCheck(config, problems).run();
    stopAt(problems);
    return config;
  }

  private static void stopAt(Problems problems) {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems.sorted());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw unreadable(
          file,
          "there is no such file; write one from an example: headwater learn --example ward.");
    } catch (CharacterCodingException e) {
      throw unreadable(file, "is not a UTF-8 text; save it as UTF-8.");
    } catch (IOException e) {
      String why = Files.isDirectory(file) ? "it is a folder" : e.getClass().getSimpleName();
      throw unreadable(file, "cannot be read (" + why + "); name a readable YAML file.");
    }
  }

  private static ConfigException unreadable(Path file, String sentence) {
    return new ConfigException(List.of(new ConfigProblem(file.toString(), 0, "", sentence)));
  }
}
