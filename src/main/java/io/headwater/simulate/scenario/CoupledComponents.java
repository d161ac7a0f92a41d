package io.headwater.simulate.scenario;

import io.headwater.simulate.Draws;
import io.headwater.simulate.scenario.Coupling.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rows of coupled latents. The modality that the order names first is spread evenly; each next one
 * is drawn around its partner, latent by latent as the links say. Exogenous components are
 * Gaussian.
 */
final class CoupledComponents implements ComponentSource {
  /** Rows of the pilot that standardises channels: errors below one per cent. */
  private static final int PILOT = 20_000;

  private final ScenarioSettings settings;
  private final LatentGraph graph;
  private final LatentCoupling coupling;

  /** Per latent its partner in the modality before; −1 in the first. */
  private final int[] partner;

  CoupledComponents(ScenarioSettings settings, LatentGraph graph) {
    this.settings = settings;
    this.graph = graph;
    Coupling of = settings.coupling();
    coupling =
        of.space() == Space.BOX
            ? new BoxCoupling(of.law(), of.scale())
            : new SphereCoupling(1 / of.scale());
    partner = new int[graph.latents()];
    for (int latent = 0; latent < partner.length; latent++) {
      List<Integer> parents = graph.parents(latent);
      partner[latent] = parents.isEmpty() ? -1 : parents.get(0);
    }
  }

  @Override
  public Components of(int row) {
    return draw(Draws.of(settings.seed(), Draws.Purpose.CAUSES, row));
  }

  @Override
  public List<Components> pilot() {
    SplittableRandom random = Draws.of(settings.seed(), Draws.Purpose.PILOT, -1);
    List<Components> rows = new ArrayList<>(PILOT);
    for (int row = 0; row < PILOT; row++) {
      rows.add(draw(random));
    }
    return rows;
  }

  private Components draw(SplittableRandom random) {
    int d = graph.perModality();
    double[] latents = new double[graph.latents()];
    for (int p = 0; p < graph.modalities(); p++) {
      int first = graph.order()[p] * d;
      double[] own;
      if (p == 0) {
        own = coupling.even(random, d);
      } else {
        double[] around = new double[d];
        for (int i = 0; i < d; i++) {
          around[i] = latents[partner[first + i]];
        }
        own = coupling.around(random, around);
      }
      System.arraycopy(own, 0, latents, first, d);
    }
    int exogenous = settings.structure().modalities() * settings.structure().exogenous();
    return new Components(latents, NoiseLaw.draw(Equations.Noise.GAUSSIAN, random, exogenous));
  }
}
