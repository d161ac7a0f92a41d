package io.headwater.sensor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.sensor.RecordingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingInputTest {
  @TempDir Path folder;

  @Test
  void linesEndInAnyStyleAndAByteOrderMarkIsSkipped() throws IOException {
    Path file = folder.resolve("a.csv");
    Files.writeString(file, "\uFEFFone\r\ntwo\n\nfour\rfive");

    try (TextLines lines = TextLines.open(file)) {
      assertThat(lines.next()).isEqualTo("one");
      assertThat(lines.next()).isEqualTo("two");
      assertThat(lines.next()).isEmpty();
      assertThat(lines.next()).isEqualTo("four");
      assertThat(lines.next()).isEqualTo("five");
      assertThat(lines.number()).isEqualTo(5);
      assertThat(lines.next()).isNull();
    }
  }

  @Test
  void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() throws IOException {
    Path file = folder.resolve("a.csv");
    Files.writeString(file, "x".repeat(TextLines.MAX_LINE_CHARS + 1));

    try (TextLines lines = TextLines.open(file)) {
      assertThatThrownBy(lines::next)
          .isInstanceOf(RecordingException.class)
          .hasMessageContaining("line 1 is longer than");
    }
  }

  @Test
  void packedDataThatBreakOffAreTold() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("some text that is packed".getBytes(StandardCharsets.UTF_8));
    }
    Path file = folder.resolve("a.gz");
    Files.write(file, Arrays.copyOf(packed.toByteArray(), packed.size() - 12));

    try (RecordingInput in = RecordingInput.open(file)) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(RecordingException.class)
          .hasMessageContaining("gzip data break off");
    }
  }

  @Test
  void aFileThatIsNamedGzButIsNotIsRefused() throws IOException {
    Path file = folder.resolve("a.gz");
    Files.writeString(file, "plain text");

    assertThatThrownBy(() -> RecordingInput.open(file))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("is not gzip data");
  }
}
