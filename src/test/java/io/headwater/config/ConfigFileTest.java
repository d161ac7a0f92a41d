package io.headwater.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  @TempDir Path folder;

  @Test
  void aFileThatIsNotThereIsAnsweredWithAnExample() {
    Path file = folder.resolve("ward.yaml");
    assertThatThrownBy(() -> ConfigLoader.load(file))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "%s: there is no such file; write one from an example: headwater learn --example ward.",
            file);
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> ConfigLoader.load(folder))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("it is a folder");
  }

  @Test
  void anotherEncodingIsNamed() throws IOException {
    Path file = Files.write(folder.resolve("latin.yaml"), new byte[] {'n', ':', ' ', (byte) 0xE4});
    assertThatThrownBy(() -> ConfigLoader.load(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("save it as UTF-8");
  }

  @Test
  void anOverrideTakesThePlaceOfWhatTheFileSays() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("ward.yaml"),
            "modalities: [{name: hr, rate: 1, channels: [hr]}]\nlearning: {batch: 8}\n");
    HeadwaterConfig config =
        ConfigLoader.load(
            file,
            java.util.List.of(
                "learning.batch=16",
                "modalities[0].latents=3",
                "kafka.properties.security.protocol=SSL",
                "window.size=5m"));
    assertThat(config.learning().batch()).isEqualTo(16);
    assertThat(config.modalities().get(0).latents()).isEqualTo(LatentNumber.of(3));
    assertThat(config.kafka().properties()).containsEntry("security.protocol", "SSL");
    assertThat(config.window().size()).hasMinutes(5);
  }
}
