package io.headwater.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Memory that the process holds, heap and native together, as the kernel counts it: what a
 * container is killed for. Flink counts no native memory of libtorch.
 */
public final class ResidentMemory {
  /** Shown where the system does not say, which is everywhere but on Linux. */
  public static final long UNKNOWN = -1;

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final long BYTES_PER_KIB = 1024;

  private ResidentMemory() {}

  /** Bytes now, or {@link #UNKNOWN}. */
  public static long bytes() {
    return bytes(STATUS);
  }

  static long bytes(Path status) {
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(RESIDENT)) { // VmRSS:     123456 kB
          String kib = line.substring(RESIDENT.length()).replace("kB", "").strip();
          return Long.parseLong(kib) * BYTES_PER_KIB;
        }
      }
    } catch (IOException | NumberFormatException unknown) {
      // A metric that cannot be read must not disturb what it measures.
    }
    return UNKNOWN;
  }
}
