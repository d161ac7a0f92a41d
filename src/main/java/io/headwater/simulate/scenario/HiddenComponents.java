package io.headwater.simulate.scenario;

import io.headwater.simulate.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Rows whose latents cause each other by structural equations. */
final class HiddenComponents implements ComponentSource {
  /** Rows of the pilot that standardises channels: errors below one per cent. */
  private static final int PILOT = 20_000;

  private final ScenarioSettings settings;
  private final LatentGraph graph;
  private final StructuralModel before;
  private final StructuralModel after;

  HiddenComponents(ScenarioSettings settings, LatentGraph graph) {
    this.settings = settings;
    this.graph = graph;
    this.before = model(0);
    this.after = settings.sampling().driftAt() >= 0 ? model(1) : before;
  }

  private StructuralModel model(int epoch) {
    return new StructuralModel(
        graph,
        settings.equations(),
        Draws.of(settings.seed(), Draws.Purpose.MECHANISMS, epoch),
        Draws.of(settings.seed(), Draws.Purpose.PILOT, epoch));
  }

  @Override
  public Components of(int row) {
    int driftAt = settings.sampling().driftAt();
    StructuralModel model = driftAt >= 0 && row >= driftAt ? after : before;
    return draw(
        model,
        Draws.of(settings.seed(), Draws.Purpose.CAUSES, row),
        Draws.of(settings.seed(), Draws.Purpose.SUBJECTS, settings.subject(row)));
  }

  @Override
  public List<Components> pilot() {
    SplittableRandom random = Draws.of(settings.seed(), Draws.Purpose.PILOT, -1);
    List<Components> rows = new ArrayList<>(PILOT);
    for (int row = 0; row < PILOT; row++) {
      rows.add(draw(before, random, random));
    }
    return rows;
  }

  private Components draw(
      StructuralModel model, SplittableRandom random, SplittableRandom ofSubject) {
    double[] noise = NoiseLaw.draw(settings.equations().noise(), random, graph.latents());
    shiftRoots(noise, ofSubject);
    int exogenous = settings.structure().modalities() * settings.structure().exogenous();
    return new Components(
        model.latents(noise), NoiseLaw.draw(settings.equations().noise(), random, exogenous));
  }

  private void shiftRoots(double[] noise, SplittableRandom ofSubject) {
    double share = settings.sampling().subjectShift();
    if (share == 0) {
      return;
    }
    for (int i = 0; i < noise.length; i++) {
      if (graph.parents(i).isEmpty()) {
        noise[i] = Math.sqrt(1 - share) * noise[i] + Math.sqrt(share) * ofSubject.nextGaussian();
      }
    }
  }
}
