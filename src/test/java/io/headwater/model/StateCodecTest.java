package io.headwater.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class StateCodecTest {
  private static final int MAGIC = 0x48575445;

  /** Version 1 of the frame with one field of each kind; must stay readable for ever. */
  private static final String GOLDEN =
      "4857544500000001000000037878780000000700000000000000094004000000000000010000000461c3a974"
          + "000000083f800000c0000000000000083fe0000000000000000000080000000000000003";

  private static byte[] sample(int version) {
    StateWriter out = new StateWriter(MAGIC, version, "xxx");
    out.writeInt(7);
    out.writeLong(9);
    out.writeDouble(2.5);
    out.writeBoolean(true);
    out.writeText("aét");
    out.writeFloats(new float[] {1, -2});
    out.writeDoubles(new double[] {0.5});
    out.writeLongs(new long[] {3});
    return out.toBytes();
  }

  @Test
  void bytesAreTheGoldenOnes() {
    String hex = HexFormat.of().formatHex(sample(1));
    assertThat(hex.substring(0, hex.length() - 16)).isEqualTo(GOLDEN);
  }

  @Test
  void everyFieldComesBack() {
    StateReader in = new StateReader(sample(1), MAGIC, 1, "xxx");
    assertThat(in.version()).isEqualTo(1);
    assertThat(in.readInt()).isEqualTo(7);
    assertThat(in.readLong()).isEqualTo(9);
    assertThat(in.readDouble()).isEqualTo(2.5);
    assertThat(in.readBoolean()).isTrue();
    assertThat(in.readText()).isEqualTo("aét");
    assertThat(in.readFloats()).containsExactly(1, -2);
    double[] doubles = new double[1];
    in.readDoublesInto(doubles);
    assertThat(doubles).containsExactly(0.5);
    long[] longs = new long[1];
    in.readLongsInto(longs);
    assertThat(longs).containsExactly(3);
    in.finish();
  }

  @Test
  void errorsNameBothSides() {
    assertThatThrownBy(() -> new StateReader(sample(3), MAGIC, 1, "xxx"))
        .hasMessageContaining("version 3")
        .hasMessageContaining("1 to 1");
    assertThatThrownBy(() -> new StateReader(sample(1), MAGIC, 1, "yyy"))
        .hasMessageContaining("xxx")
        .hasMessageContaining("yyy");
    assertThatThrownBy(() -> new StateReader(sample(1), 5, 1, "xxx"))
        .hasMessageContaining("48575445");
  }

  @Test
  void damagedCutOrTrailingBytesAreRefused() {
    byte[] state = sample(1);
    byte[] flipped = state.clone();
    flipped[20] ^= 4;
    assertThatThrownBy(() -> new StateReader(flipped, MAGIC, 1, "xxx"))
        .hasMessageContaining("damaged");
    byte[] cut = java.util.Arrays.copyOf(state, state.length - 3);
    assertThatThrownBy(() -> new StateReader(cut, MAGIC, 1, "xxx"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StateReader(new byte[3], MAGIC, 1, "xxx"))
        .hasMessageContaining("3 bytes");
    StateReader early = new StateReader(state, MAGIC, 1, "xxx");
    assertThat(early.readInt()).isEqualTo(7);
    assertThatThrownBy(early::finish).hasMessageContaining("after its last field");
  }
}
