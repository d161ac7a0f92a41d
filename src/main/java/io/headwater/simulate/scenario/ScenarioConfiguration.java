package io.headwater.simulate.scenario;

import io.headwater.sensor.Modality;
import io.headwater.sensor.ModalityKind;
import io.headwater.simulate.ConfigurationText;
import io.headwater.simulate.scenario.Observation.MixingForm;
import java.util.List;
import java.util.Locale;

/** The Headwater configuration that fits a scenario's data. */
final class ScenarioConfiguration {
  private static final int PICTURE_SIDE = 28;

  /** The kind of estimator that is not named because it is the default. */
  private static final String KIND = "sun";

  private static final String COUPLED = "coupled";

  private ScenarioConfiguration() {}

  /** The kind of estimator that a scenario is made for. */
  static String kind(Scenario scenario) {
    return scenario.settings().coupling() == null ? KIND : COUPLED;
  }

  /**
   * The configuration as YAML, with the defaults for all that is not the scenario's own. It tells
   * the true number of latents, unless the scenario of that name leaves it to be counted, and, to
   * the kind that the scenario is made for, that no latents of one modality cause each other, where
   * that is so: data cannot always show it.
   *
   * @param name of the scenario, which the job is called after
   * @param kind of estimator
   */
  static String text(Scenario scenario, String name, String kind) {
    StringBuilder yaml =
        new StringBuilder(ConfigurationText.head(name, scenario.settings().seed()));
    for (int m = 0; m < scenario.modalities().size(); m++) {
      modality(yaml, scenario, m, ScenarioPreset.isCounted(name));
    }
    shared(yaml, scenario);
    estimator(yaml, scenario, kind);
    return yaml.append(ConfigurationText.tail(Scenario.WINDOW, scenario.sensors())).toString();
  }

  private static void estimator(StringBuilder yaml, Scenario scenario, String kind) {
    Coupling coupling = scenario.settings().coupling();
    if (coupling != null && kind.equals(COUPLED)) {
      yaml.append("\nestimator:\n  kind: coupled\n  coupled: {geometry: ");
      yaml.append(coupling.space().name().toLowerCase(Locale.ROOT)).append("}\n");
      return;
    }
    boolean pictures = scenario.settings().observation().mixing() == MixingForm.PICTURES;
    boolean other = !kind.equals(KIND);
    boolean graph = !other && !scenario.hasLinksWithin();
    if (pictures || graph || other) {
      yaml.append("\nestimator:\n");
    }
    if (other) {
      yaml.append("  kind: ").append(kind).append('\n');
    }
    if (pictures) {
      yaml.append("  weight-decay: 2          # or else encoders learn pictures by heart\n");
    }
    if (graph) {
      yaml.append("  graph: {within: excluded}  # data cannot always show it\n");
    }
  }

  private static void shared(StringBuilder yaml, Scenario scenario) {
    if (scenario.sharedGroups().isEmpty()) {
      return;
    }
    yaml.append("\nshared:\n");
    for (SharedGroup group : scenario.sharedGroups()) {
      List<String> members = group.modalities().stream().map(scenario.modalities()::get).toList();
      yaml.append("  - name: ").append(group.name());
      yaml.append("\n    latents: ").append(group.latents().size());
      yaml.append("\n    modalities: [").append(String.join(", ", members)).append("]\n");
    }
  }

  private static void modality(StringBuilder yaml, Scenario scenario, int m, boolean counted) {
    Modality sensor = scenario.sensors().get(m);
    yaml.append("  - name: ").append(sensor.name()).append('\n');
    if (sensor.kind() == ModalityKind.IMAGE) {
      int depth = sensor.channels().size() / (PICTURE_SIDE * PICTURE_SIDE);
      yaml.append("    kind: image\n    image: {height: 28, width: 28, depth: ");
      yaml.append(depth).append("}\n    encoder: convolution\n");
    } else {
      yaml.append(ConfigurationText.timeSeries(sensor));
    }
    yaml.append("    latents: ");
    yaml.append(counted ? "auto" : scenario.latentsPerModality()[m]);
    yaml.append("\n    exogenous: ").append(scenario.settings().structure().exogenous());
    yaml.append('\n');
  }
}
