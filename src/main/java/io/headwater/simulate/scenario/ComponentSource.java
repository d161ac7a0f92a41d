package io.headwater.simulate.scenario;

import java.util.List;

/** Latents and exogenous components of every row: pure functions of settings and index. */
interface ComponentSource {
  Components of(int row);

  /** Rows of as many imagined subjects, for standardising what components move. */
  List<Components> pilot();

  /** That of the settings. */
  static ComponentSource of(ScenarioSettings settings, LatentGraph graph) {
    return settings.coupling() == null
        ? new HiddenComponents(settings, graph)
        : new CoupledComponents(settings, graph);
  }
}
