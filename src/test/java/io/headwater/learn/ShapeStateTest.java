package io.headwater.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.config.ModelShape;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShapeStateTest {
  private static final ModelShape SHAPE =
      new ModelShape("f1", new TreeMap<>(java.util.Map.of("seed", "7", "shared", "[]")));

  /** Version 1: magic, version, fingerprint, two settings. Never changes. */
  private static final String GOLDEN =
      "48575348"
          + "00000001"
          + "00000002"
          + "6631"
          + "00000002"
          + "0000000473656564"
          + "0000000137"
          + "00000006736861726564"
          + "000000025b5d";

  @Test
  void bytesOfVersionOneAreWrittenAndRead() {
    byte[] golden = HexFormat.of().parseHex(GOLDEN);
    assertThat(ShapeState.write(SHAPE)).isEqualTo(golden);
    assertThat(ShapeState.read(golden)).isEqualTo(SHAPE);
  }

  @Test
  void bytesThatAreCutOffLongerForeignOrOfALaterReleaseAreRefused() {
    byte[] golden = HexFormat.of().parseHex(GOLDEN);
    for (int length = 0; length < golden.length; length++) {
      byte[] cut = Arrays.copyOf(golden, length);
      assertThatThrownBy(() -> ShapeState.read(cut))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("damaged");
    }
    assertThatThrownBy(() -> ShapeState.read(Arrays.copyOf(golden, golden.length + 1)))
        .hasMessageContaining("1 more bytes");
    byte[] later = golden.clone();
    later[7] = 2;
    assertThatThrownBy(() -> ShapeState.read(later))
        .hasMessageContaining("version 2")
        .hasMessageContaining("reads version 1");
    byte[] foreign = golden.clone();
    foreign[0] = 0;
    assertThatThrownBy(() -> ShapeState.read(foreign)).hasMessageContaining("not a model's shape");
  }
}
