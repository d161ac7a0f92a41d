package io.headwater.sensor.edf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.SharedData;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.RejectedRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EdfAnnotationsTest {
  static List<EdfAnnotation> read(Path file) throws IOException {
    List<EdfAnnotation> all = new ArrayList<>();
    List<RejectedRecord> rejected = new ArrayList<>();
    try (EdfAnnotations annotations = EdfAnnotations.open(file, Optional.empty(), rejected::add)) {
      for (Optional<EdfAnnotation> a = annotations.next(); a.isPresent(); a = annotations.next()) {
        all.add(a.get());
      }
    }
    assertThat(rejected).isEmpty();
    return all;
  }

  private static List<EdfAnnotation> shared(String name) throws IOException {
    return read(SharedData.folder("edf").resolve(name));
  }

  @Test
  void annotationFilesHoldAsManyAsTheirReadmeSays() throws IOException {
    assertThat(shared("SC4001EC-Hypnogram.edf")).hasSize(154);
    assertThat(shared("SC4291GA-Hypnogram.edf")).hasSize(301);
    assertThat(shared("annotations.edf")).hasSize(2_036);
    assertThat(shared("test_edfann.edf")).hasSize(856);
    assertThat(shared("annotations_and_signals2.edf")).hasSize(25);
  }

  @Test
  void sleepStagesHaveOnsetAndDuration() throws IOException {
    EdfAnnotation first = shared("SC4001EC-Hypnogram.edf").get(0);
    EdfAnnotation second = shared("SC4001EC-Hypnogram.edf").get(1);

    long start = Instant.parse("1989-04-24T16:13:00Z").toEpochMilli() * 1_000;
    assertThat(first)
        .isEqualTo(new EdfAnnotation(start, OptionalLong.of(30_630_000_000L), "Sleep stage W"));
    assertThat(second.onsetMicros() - start).isEqualTo(30_630_000_000L);
  }

  @Test
  void scoredEventsIncludeObstructiveApneasAndALimbMovement() throws IOException {
    List<String> texts =
        shared("annotations_and_signals2.edf").stream().map(EdfAnnotation::text).toList();

    assertThat(texts.stream().filter(t -> t.contains("bstructive apnea"))).hasSize(8);
    assertThat(texts.stream().filter(t -> t.contains("Limb movement"))).hasSize(1);
  }

  @Test
  void textsAreUtf8() throws IOException {
    assertThat(shared("test_utf8.edf")).extracting(EdfAnnotation::text).contains("中文测试八个字");
  }

  @Test
  void oximeterEndsWithDesaturation() throws IOException {
    assertThat(shared("PulseOximetry3.EDF"))
        .extracting(EdfAnnotation::text)
        .contains("Desaturation", "Hypoxemia");
  }

  @Test
  void aFileWithoutAnnotationSignalIsRefused() {
    Path file = SharedData.folder("edf").resolve("short_psg.edf");

    assertThatThrownBy(() -> EdfAnnotations.open(file, Optional.empty(), r -> {}))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("no annotation signal");
  }

  @Test
  void aListMayCarrySeveralTextsAndABrokenOneIsTold() {
    byte[] bytes =
        "+0\u0014\u0014\0-1.5\u00152\u0014a\u0014b\u0014\0nonsense\0\0\0"
            .getBytes(StandardCharsets.UTF_8);

    Tal.Parsed parsed = Tal.parse(bytes);

    assertThat(parsed.lists()).hasSize(2);
    assertThat(parsed.lists().get(1).texts()).containsExactly("a", "b");
    assertThat(parsed.lists().get(1).onset()).isEqualByComparingTo("-1.5");
    assertThat(parsed.malformed()).containsExactly("nonsense");
    assertThat(Tal.recordOnset(bytes)).hasValueSatisfying(o -> assertThat(o).isZero());
  }
}
