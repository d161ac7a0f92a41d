package io.headwater.estimator.sun;

import ai.djl.Device;
import io.headwater.estimator.EncoderKind;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.network.BottleneckNetwork;
import io.headwater.window.AlignedWindow;
import java.util.Arrays;
import java.util.List;

/**
 * Milliseconds of one optimiser step per encoder on this machine; a programme to be run by hand
 * with {@code OMP_NUM_THREADS=1}, never a test. Each line names the modalities, the batch, and
 * median and fastest of the timed steps, of the network alone and with the reading of the windows.
 */
final class EncoderStepStudy {
  private static final int WARM_UP = 3;
  private static final double NANOS_PER_MILLISECOND = 1e6;

  private record Case(String name, int batch, int timedSteps, List<ModalityShape> shapes) {}

  private EncoderStepStudy() {}

  private static ModalityShape series(EncoderKind encoder) {
    return SharedCauses.series("s", 480, 5, encoder);
  }

  private static ModalityShape residual(int planes) {
    return AlternatingCauses.residual("r", 28, 28, 3, planes);
  }

  private static List<Case> cases() {
    List<ModalityShape> vectors = SharedCauses.vectors(3, 10, 1).shapes();
    ModalityShape row = SharedCauses.vector("v", 10);
    ModalityShape slow = SharedCauses.series("t", 60, 2, EncoderKind.TEMPORAL_CONVOLUTION);
    return List.of(
        new Case("mlp 10 + 10 + 10", 64, 200, vectors),
        new Case("mlp 10 + 10 + 10", 256, 100, vectors),
        new Case("mlp 10 + 10 + 10", 4096, 20, vectors),
        new Case(
            "temporal convolution 480×5 + 60×2",
            64,
            60,
            List.of(series(EncoderKind.TEMPORAL_CONVOLUTION), slow)),
        new Case(
            "temporal convolution 480×5 + mlp 10",
            64,
            60,
            List.of(series(EncoderKind.TEMPORAL_CONVOLUTION), row)),
        new Case("lstm 480×5 + mlp 10", 64, 60, List.of(series(EncoderKind.LSTM), row)),
        new Case(
            "convolution 28×28×3 + mlp 10",
            64,
            60,
            List.of(SharedCauses.image("i", 28, 28, 3), row)),
        new Case("resnet-18 of width 16, 28×28×3 + mlp 10", 64, 8, List.of(residual(16), row)),
        new Case("resnet-18 of width 64, 28×28×3 + mlp 10", 64, 3, List.of(residual(64), row)));
  }

  /**
   * @param args "gpu" for the first GPU instead of the CPU; parts of names, of which one must be
   *     contained in the name of a case that is to run, all without any
   */
  public static void main(String[] args) {
    boolean gpu = List.of(args).contains("gpu");
    List<String> parts = Arrays.stream(args).filter(arg -> !arg.equals("gpu")).toList();
    for (Case c : cases()) {
      if (parts.isEmpty() || parts.stream().anyMatch(c.name::contains)) {
        System.out.println(measure(c, gpu ? Device.gpu(0) : Device.cpu()));
      }
    }
  }

  private static String measure(Case c, Device device) {
    SharedCauses data = new SharedCauses(c.shapes, 1);
    List<ModalityIntake> intakes = c.shapes.stream().map(ModalityIntake::new).toList();
    List<AlignedWindow> windows = data.windows(0, c.batch);
    for (AlignedWindow window : windows) {
      intakes.forEach(intake -> intake.observe(window.grid(intake.shape().name())));
    }
    double[] network = new double[c.timedSteps];
    double[] whole = new double[c.timedSteps];
    try (BottleneckNetwork net =
        new BottleneckNetwork(intakes, SunSettings.defaults().network(), 1, device)) {
      for (int s = -WARM_UP; s < c.timedSteps; s++) {
        long start = System.nanoTime();
        WindowBatch batch = WindowBatch.read(intakes, windows);
        long read = System.nanoTime();
        net.step(batch);
        long end = System.nanoTime();
        if (s >= 0) {
          network[s] = (end - read) / NANOS_PER_MILLISECOND;
          whole[s] = (end - start) / NANOS_PER_MILLISECOND;
        }
      }
    }
    return "%-40s batch %4d on %s: network %7.2f (fastest %7.2f), with reading %7.2f (%7.2f) ms"
        .formatted(c.name, c.batch, device, median(network), network[0], median(whole), whole[0]);
  }

  /** Sorts the values, so that the fastest comes first, and returns their median. */
  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
