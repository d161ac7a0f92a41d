package io.headwater.model.latent;

import java.util.Arrays;
import java.util.List;

/** Linear-Gaussian solver: the codes are the components, later modalities regress on earlier. */
public final class LatentSolver {
  private LatentSolver() {}

  public static SolveResult solve(
      CodeSample train,
      CodeSample heldOut,
      SolverSettings settings,
      LatentModel warmStart,
      List<String> modalityNames) {
    LatentModel model = LatentModel.fit(train);
    double nll = model.heldOutNll(heldOut);
    double[] agreement = new double[modalityNames.size()];
    Arrays.fill(agreement, Double.NaN);
    int edges = (int) model.edges(modalityNames).stream().filter(e -> e.selected()).count();
    return new SolveResult(
        model, nll, nll, List.of(new ReplicaSummary(nll, nll, edges)), agreement);
  }
}
