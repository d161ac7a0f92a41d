package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.StateWriter;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LatentModelCodecTest {
  private static final String GOLDEN = "latent-model-v1.bin";

  /** A fixed state of two modalities with two and one latents; its numbers mean nothing. */
  static ModelState fixedState() {
    NetworkShape shape = new NetworkShape(new int[] {2, 1}, 1, 3, 2);
    LatentNetwork network = new LatentNetwork(shape);
    int edges = network.layout().nodes() * network.layout().nodes();
    float[] candidate =
        network.layout().edgeMask(new int[] {1, 0}, new boolean[][] {{false, true}, {true, false}});
    EdgeEvidence evidence =
        new EdgeEvidence(
            candidate, ramp(edges, 0.1f), ramp(edges, 0.02f), ramp(edges, 0.01f), ramp(4, 1));
    return new ModelState(
        shape,
        new int[] {1, 0},
        ramp(network.table().size(), 0.001f),
        ramp(network.basesSize(), 0.05f),
        candidate,
        evidence,
        new int[][] {{1, 0}, {0}},
        new float[][] {{-1, 1}, {1}});
  }

  private static float[] ramp(int length, float step) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = i * step;
    }
    return values;
  }

  private static byte[] golden() throws IOException {
    try (InputStream in = LatentModelCodecTest.class.getResourceAsStream(GOLDEN)) {
      return in.readAllBytes();
    }
  }

  @Test
  void writesTheGoldenBytesOfVersion1() throws IOException {
    assertThat(LatentModelCodec.write(fixedState())).isEqualTo(golden());
  }

  @Test
  void readsTheGoldenBytesOfVersion1() throws IOException {
    ModelState read = LatentModelCodec.read(golden());
    ModelState fixed = fixedState();
    assertThat(read).usingRecursiveComparison().isEqualTo(fixed);
  }

  @Test
  void refusesBytesAfterTheLastField() {
    byte[] bytes = LatentModelCodec.write(fixedState());
    StateWriter padded = new StateWriter(0x48574c4d, 1, "latent-model");
    byte[] header = padded.toBytes();
    // The body of the good bytes with four more, under a checksum that holds.
    byte[] body = Arrays.copyOfRange(bytes, header.length - Long.BYTES, bytes.length - Long.BYTES);
    for (int i = 0; i < body.length; i += Integer.BYTES) {
      padded.writeInt(java.nio.ByteBuffer.wrap(body).getInt(i));
    }
    padded.writeInt(7);
    assertThatThrownBy(() -> LatentModelCodec.read(padded.toBytes()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 bytes after its last field");
  }

  @Test
  void refusesAVersionFromTheFuture() {
    byte[] bytes = new StateWriter(0x48574c4d, 2, "latent-model").toBytes();
    assertThatThrownBy(() -> LatentModelCodec.read(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 2");
  }
}
