package io.headwater.estimator.sun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Model files of somebody who means harm, with right checksums: nothing in them is executed, no
 * length in them is believed, and each is refused with a sentence or is a state.
 */
class HostileStateTest {
  /** A state of ten thousand bytes needs far less; a length that is believed, far more. */
  private static final long ORDINARY_ALLOCATION = 32L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static SunEstimator estimator;
  private static byte[] good;

  @BeforeAll
  static void tiny() throws IOException {
    estimator =
        SunEstimator.create(
            SharedCauses.vectors(2, 3, 1).shapes(), SunSettings.defaults().withHidden(2), 1);
    try (InputStream in = HostileStateTest.class.getResourceAsStream("/golden/sun-state-v2.bin")) {
      good = in.readAllBytes();
    }
  }

  @AfterAll
  static void close() {
    estimator.close();
  }

  private static byte[] withChecksum(byte[] state) {
    CRC32C sum = new CRC32C();
    sum.update(state, 0, state.length - Long.BYTES);
    ByteBuffer.wrap(state).putLong(state.length - Long.BYTES, sum.getValue());
    return state;
  }

  /** Restores and answers whether it was refused; anything but a sentence fails the test. */
  private static boolean refuses(byte[] state) {
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    boolean refused = false;
    try {
      estimator.restore(state);
    } catch (IllegalArgumentException e) {
      refused = true;
      assertThat(e.getMessage()).isNotBlank();
    }
    assertThat(THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
        .isLessThan(ORDINARY_ALLOCATION);
    return refused;
  }

  @Test
  void everyLengthThatClaimsTheGreatestNumberIsRefusedWithoutMakingRoom() {
    int refused = 0;
    for (int at = 0; at + Integer.BYTES <= good.length - Long.BYTES; at += Integer.BYTES) {
      byte[] hostile = good.clone();
      ByteBuffer.wrap(hostile).putInt(at, Integer.MAX_VALUE - 7);
      refused += refuses(withChecksum(hostile)) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(10);
    assertThat(refuses(good)).isFalse();
  }

  @Test
  void negativeLengthsAndBytesCutOffAnywhereAreRefused() {
    for (int at = 0; at + Integer.BYTES <= good.length - Long.BYTES; at += 7) {
      byte[] hostile = good.clone();
      ByteBuffer.wrap(hostile).putInt(at, -1);
      refuses(withChecksum(hostile));
      byte[] cut = Arrays.copyOf(good, Math.max(Long.BYTES, at));
      assertThat(refuses(withChecksum(cut))).isTrue();
    }
  }

  /** Would run code on reading, were it read as Java objects. */
  @Test
  void javaObjectsAreRefusedAsWhatTheyAreNot() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new HashMap<>(Map.of("any", new int[1000])));
    }
    assertThatThrownBy(() -> estimator.restore(bytes.toByteArray()))
        .hasMessageContaining("damaged");
    byte[] summed = withChecksum(Arrays.copyOf(bytes.toByteArray(), bytes.size() + Long.BYTES));
    assertThatThrownBy(() -> estimator.restore(summed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a state of this kind");
  }

  @Test
  void aFieldThatClaimsMoreThanIsLeftSaysSo() {
    StateWriter out = new StateWriter(1, 1, "x");
    out.writeInt(Integer.MAX_VALUE - 7);
    byte[] bytes = out.toBytes();
    assertThatThrownBy(() -> new StateReader(bytes, 1, 1, "x").readBytes())
        .hasMessageContaining("ends early");
    assertThatThrownBy(() -> new StateReader(bytes, 1, 1, "x").readCount(16))
        .hasMessageContaining("claims 2147483640 items, but only 0 bytes are left");
  }
}
