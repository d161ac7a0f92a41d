package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.headwater.model.StateWriter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class LatentModelCodecTest {
  private static final String GOLDEN = "latent-model-v2.bin";

  /** Two modalities with two and one latents, one exogenous; its numbers mean nothing. */
  static ModelState fixedState() {
    NetworkShape shape = new NetworkShape(new int[] {2, 1}, new int[] {0, 1}, 1, 3, 2);
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
    return resource(GOLDEN);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = LatentModelCodecTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  /** A model file of somebody who means harm: lengths and widths of every size, checksum right. */
  @Test
  void noLengthInTheBytesIsBelieved() throws IOException {
    byte[] good = golden();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int refused = 0;
    for (int claimed : new int[] {-1, 4096, 1 << 20, Integer.MAX_VALUE - 7}) {
      for (int at = 0; at + Integer.BYTES <= good.length - Long.BYTES; at++) {
        byte[] hostile = good.clone();
        ByteBuffer.wrap(hostile).putInt(at, claimed);
        CRC32C sum = new CRC32C();
        sum.update(hostile, 0, hostile.length - Long.BYTES);
        ByteBuffer.wrap(hostile).putLong(hostile.length - Long.BYTES, sum.getValue());
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        try {
          LatentModelCodec.read(hostile);
        } catch (IllegalArgumentException e) {
          refused++;
        }
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
            .as("%d at %d", claimed, at)
            .isLessThan(16L << 20);
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void theFirstVersionWhichWasNeverReleasedIsRefusedWithAWayOut() throws IOException {
    byte[] old = resource("latent-model-v1.bin");
    assertThatThrownBy(() -> LatentModelCodec.read(old))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 1, which was never released");
  }

  /** Writes the golden bytes of the current version: only for a new one, never over an old. */
  public static void main(String[] target) throws IOException {
    Files.write(Path.of(target[0]), LatentModelCodec.write(fixedState()));
  }

  @Test
  void writesTheGoldenBytesOfVersion2() throws IOException {
    assertThat(LatentModelCodec.write(fixedState())).isEqualTo(golden());
  }

  @Test
  void readsTheGoldenBytesOfVersion2() throws IOException {
    ModelState read = LatentModelCodec.read(golden());
    ModelState fixed = fixedState();
    assertThat(read).usingRecursiveComparison().isEqualTo(fixed);
  }

  @Test
  void refusesBytesAfterTheLastField() {
    byte[] bytes = LatentModelCodec.write(fixedState());
    StateWriter padded = new StateWriter(0x48574c4d, 2, "latent-model");
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
    byte[] bytes = new StateWriter(0x48574c4d, 4, "latent-model").toBytes();
    assertThatThrownBy(() -> LatentModelCodec.read(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 4");
  }
}
