package io.headwater.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatentNumberTest {
  private static final String TWO =
      """
      modalities:
        - {name: hr, rate: 1, channels: [hr, spo2]}
        - {name: profile, kind: tabular, channels: [age]}
      """;

  private static HeadwaterConfig config(String... overrides) {
    return ConfigLoader.parse("ward.yaml", TWO, List.of(overrides));
  }

  private static ModalityConfig first(String... overrides) {
    return config(overrides).modalities().get(0);
  }

  @Test
  void autoCountsUpToFourUnlessToldOtherwise() {
    assertThat(first("modalities[0].latents=auto").mostLatents()).isEqualTo(4);
    assertThat(first("modalities[0].latents=auto", "modalities[0].max-latents=6").mostLatents())
        .isEqualTo(6);
    assertThat(first("modalities[0].latents=3").mostLatents()).isEqualTo(3);
  }

  @Test
  void whatIsPrintedIsReadBack() {
    HeadwaterConfig auto = config("modalities[0].latents=auto", "modalities[1].latents=3");
    String printed = ConfigPrinter.print(auto);
    assertThat(printed).contains("latents: auto", "max-latents: 4", "latents: 3");
    assertThat(ConfigLoader.parse("printed.yaml", printed, List.of())).isEqualTo(auto);
  }

  @Test
  void autoAndItsBoundShapeAModel() {
    String two = ConfigFingerprint.of(config("modalities[0].latents=2"));
    String auto = ConfigFingerprint.of(config("modalities[0].latents=auto"));
    String six =
        ConfigFingerprint.of(config("modalities[0].latents=auto", "modalities[0].max-latents=6"));
    assertThat(List.of(two, auto, six)).doesNotHaveDuplicates();
  }

  @Test
  void anotherWordIsRefused() {
    assertThatThrownBy(() -> config("modalities[0].latents=many"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "modalities[0].latents: 'many' is neither a whole number nor auto; write one such as 2, or auto.");
  }

  @Test
  void aBoundWithoutAutoIsRefused() {
    assertThatThrownBy(() -> config("modalities[0].max-latents=6"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "modalities[0].max-latents: bounds what latents: auto may choose, and latents is 2; remove it or say latents: auto.");
  }

  @Test
  void aBoundThatLeavesNoChoiceIsRefused() {
    assertThatThrownBy(() -> config("modalities[0].latents=auto", "modalities[0].max-latents=1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("modalities[0].max-latents: 1 is outside 2 to 64.");
  }

  @Test
  void aModalityAloneHasNothingToCountBy() {
    String alone = "modalities:\n  - {name: hr, rate: 1, channels: [hr], latents: auto}\n";
    assertThatThrownBy(() -> ConfigLoader.parse("ward.yaml", alone, List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "modalities[0].latents: auto counts what a modality shares with others, and there is no other; give a number.");
  }
}
