package io.headwater.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinalLatentsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void twoWindows() throws IOException {
    file =
        Files.writeString(
            folder.resolve("latents.csv"),
            """
            subject,window_start,window_end,a.z0,a.z1,a.eta0,b.z0
            ada,1970-01-01T00:00:01Z,1970-01-01T00:00:02Z,1.5,2.5,9,-3
            ben,1970-01-01T00:00:01.500Z,1970-01-01T00:00:02.500Z,4,5,9,6
            """);
  }

  private static Map<String, Integer> latents(int a, int b) {
    Map<String, Integer> latents = new LinkedHashMap<>();
    latents.put("a", a);
    latents.put("b", b);
    return latents;
  }

  @Test
  void estimatesAreFoundBySubjectAndWindow() throws IOException {
    FinalLatents read = FinalLatents.read(file, latents(2, 1));
    assertThat(read.at("ada", 1_000_000)).hasValue(new double[][] {{1.5, 2.5}, {-3}});
    assertThat(read.at("ben", 1_500_000)).hasValue(new double[][] {{4, 5}, {6}});
    assertThat(read.at("ada", 1_500_000)).isEmpty();
  }

  @Test
  void aMissingColumnIsNamed() {
    assertThatThrownBy(() -> FinalLatents.read(file, latents(2, 2)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("latents.csv")
        .hasMessageContaining("b.z1");
  }
}
