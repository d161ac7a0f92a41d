package io.headwater.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

/**
 * The tensor engine, set up once per JVM before its native library loads: offline, without
 * telemetry, and with one thread per operation, so that sums are always taken in the same order and
 * runs on a CPU are bit-repeatable.
 */
public final class TensorEngine {
  /** One intra-op thread: more would split reductions by load and change the last bits. */
  private static final String THREADS = "1";

  private static final Engine ENGINE = start();

  private TensorEngine() {}

  private static Engine start() {
    setUnlessGiven("DJL_OFFLINE", "true");
    setUnlessGiven("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.pytorch.num_threads", THREADS);
    System.setProperty("ai.djl.pytorch.num_interop_threads", THREADS);
    return Engine.getEngine("PyTorch");
  }

  private static void setUnlessGiven(String name, String value) {
    if (System.getenv(name) == null && System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  /** Version of libtorch. */
  public static String version() {
    return ENGINE.getVersion();
  }

  static Engine engine() {
    return ENGINE;
  }

  /**
   * A manager of arrays on a device; the caller closes it.
   *
   * @throws IllegalStateException when a GPU is asked for that the engine does not see
   */
  public static NDManager newManager(Device device) {
    if (device.isGpu() && device.getDeviceId() >= ENGINE.getGpuCount()) {
      throw new IllegalStateException(
          ("Device %s was asked for, but the tensor engine (%s %s) sees %d GPUs on this machine;"
                  + " use the CPU, or install the CUDA build of libtorch and a driver.")
              .formatted(
                  device, ENGINE.getEngineName(), ENGINE.getVersion(), ENGINE.getGpuCount()));
    }
    return NDManager.newBaseManager(device, ENGINE.getEngineName());
  }
}
