package io.headwater.estimator.network;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.count.LatentRest;
import io.headwater.window.AlignedWindow;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What the other modalities predict of what the encoders' latents leave of summaries. */
public final class RestOfSummaries {
  /** The error of a share is then near .005; a second or two for each modality. */
  private static final int MOST_WINDOWS = 12_000;

  private RestOfSummaries() {}

  /**
   * Of each modality, over windows that were fitted and others alike: what has no room among the
   * latents has none in either.
   *
   * @param freeze opens a pass over the network as it stands
   */
  public static LatentRest.Share[] measure(
      List<ModalityIntake> intakes,
      Supplier<FrozenPass> freeze,
      List<AlignedWindow> reservoir,
      List<AlignedWindow> heldOut) {
    List<AlignedWindow> windows = some(SummaryPass.bySubject(reservoir, heldOut));
    Codes codes = CodePass.read(intakes, freeze, windows);
    float[][] latents = new float[intakes.size()][];
    int[] widths = new int[intakes.size()];
    for (int m = 0; m < widths.length; m++) {
      ModalityShape shape = intakes.get(m).shape();
      widths[m] = shape.codeWidth();
      latents[m] = leading(codes.values()[m], widths[m], shape.latents());
    }
    LatentRest rest = new LatentRest(SummaryPass.read(intakes, windows), latents, widths);
    return IntStream.range(0, widths.length).mapToObj(rest::of).toArray(LatentRest.Share[]::new);
  }

  private static List<AlignedWindow> some(List<AlignedWindow> all) {
    int count = Math.min(MOST_WINDOWS, all.size());
    return IntStream.range(0, count)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
        .toList();
  }

  private static float[] leading(float[] codes, int width, int latents) {
    float[] out = new float[codes.length / width * latents];
    for (int i = 0; i < out.length; i++) {
      out[i] = codes[i / latents * width + i % latents];
    }
    return out;
  }
}
