package io.headwater.model.latent;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * Prints how well the solver does on synthetic problems; a program, not a test.
 *
 * <p>Arguments: {@code solvable|gaussian linear|curved modalities latents rows heldOut replicas
 * steps couplings weightDecay absent ablation seed...}, ablations as in {@link
 * SolverSettings.Ablation}; with {@code streaming} for the replicas the next three are ignored.
 */
final class LatentSolverStudy {
  private LatentSolverStudy() {}

  private static SolverSettings settings(String[] args, long seed) {
    if (args[6].equals("streaming")) {
      return SolverSettings.streaming(Integer.parseInt(args[4]), seed);
    }
    return SolverSettings.defaults(seed)
        .withReplicas(Integer.parseInt(args[6]))
        .withSteps(Integer.parseInt(args[7]))
        .withCouplings(Integer.parseInt(args[8]))
        .withWeightDecay(Double.parseDouble(args[9]));
  }

  public static void main(String[] args) {
    int modalities = Integer.parseInt(args[2]);
    int latents = Integer.parseInt(args[3]);
    SyntheticLatents.Law law =
        args[0].equals("solvable")
            ? SyntheticLatents.Law.solvable(modalities, latents)
            : SyntheticLatents.Law.linearGaussian(latents);
    SolvedCase.Mix mix = args[1].equals("linear") ? SolvedCase.Mix.LINEAR : SolvedCase.Mix.CURVED;
    for (String argument : Arrays.copyOfRange(args, 12, args.length)) {
      long seed = Long.parseLong(argument);
      SolverSettings settings = settings(args, seed);
      settings = settings.without(SolverSettings.Ablation.valueOf(args[11]));
      SyntheticLatents truth = new SyntheticLatents(law, seed);
      long start = System.nanoTime();
      SolvedCase solved =
          SolvedCase.solve(
              truth,
              mix,
              Integer.parseInt(args[4]),
              Integer.parseInt(args[5]),
              Double.parseDouble(args[10]),
              settings,
              seed);
      double processorSeconds = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "seed %d MCC %.4f (chance %.3f) SHD %d skeleton %d order %s nll %.4f good %d agreement %s  %.1f s wall, %.1f s of processor since start%n",
          seed,
          solved.mcc(),
          SolvedCase.chance(solved.heldOutLatents(), modalities, latents),
          solved.shd(),
          solved.skeletonErrors(),
          solved.orderFound() ? "found" : "WRONG",
          solved.result().heldOutNll(),
          solved.result().goodReplicas(),
          Arrays.toString(solved.result().agreement()),
          seconds,
          processorSeconds);
      solved.result().replicas().forEach(r -> System.out.println("   " + r));
      System.out.println("   gaps " + Arrays.deepToString(solved.result().order().directionGap()));
    }
  }
}
