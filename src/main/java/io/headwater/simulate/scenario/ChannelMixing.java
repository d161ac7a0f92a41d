package io.headwater.simulate.scenario;

import io.headwater.sensor.Modality;
import io.headwater.sensor.ModalityKind;
import io.headwater.sensor.Resampling;
import io.headwater.simulate.Draws;
import io.headwater.simulate.OrthonormalLayer;
import io.headwater.simulate.scenario.Observation.MixingForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * From a modality's latents, the shared ones it sees and its exogenous components to its channels:
 * three linear layers with orthonormal rows and leaky ReLUs of slope .2 between them, each channel
 * standardised, then observation noise.
 */
final class ChannelMixing implements Observer {
  private final ScenarioSettings settings;
  private final int position;
  private final String name;
  private final int[] latents;
  private final int channels;
  private final List<OrthonormalLayer> layers;
  private final double[] mean;
  private final double[] sd;

  /**
   * @param position the modality's index in observed order
   * @param pilot components that standardise the channels
   */
  ChannelMixing(
      ScenarioSettings settings,
      LatentGraph graph,
      int position,
      String name,
      List<Components> pilot) {
    this.settings = settings;
    this.position = position;
    this.name = name;
    this.latents = seen(graph, position);
    this.channels = settings.observation().channels().get(position);
    this.layers = layers();
    this.mean = new double[channels];
    this.sd = new double[channels];
    standardise(pilot);
  }

  private static int[] seen(LatentGraph graph, int modality) {
    int own = graph.modalities() * graph.perModality();
    return IntStream.range(0, graph.latents())
        .filter(i -> i < own ? graph.modality(i) == modality : graph.sharedBy()[i - own][modality])
        .toArray();
  }

  private List<OrthonormalLayer> layers() {
    SplittableRandom random = Draws.of(settings.seed(), Draws.Purpose.MIXING, position);
    int components = latents.length + settings.structure().exogenous();
    int hidden = settings.observation().mixing() == MixingForm.CURVED ? channels : components;
    return List.of(
        OrthonormalLayer.draw(random, components, hidden),
        OrthonormalLayer.draw(random, hidden, hidden),
        OrthonormalLayer.draw(random, hidden, channels));
  }

  private void standardise(List<Components> pilot) {
    double[] squares = new double[channels];
    for (Components row : pilot) {
      double[] out = mix(row);
      for (int c = 0; c < channels; c++) {
        mean[c] += out[c] / pilot.size();
        squares[c] += out[c] * out[c] / pilot.size();
      }
    }
    for (int c = 0; c < channels; c++) {
      sd[c] = Math.sqrt(squares[c] - mean[c] * mean[c]);
    }
  }

  private double[] mix(Components row) {
    double[] exogenous = exogenous(row);
    double[] in = new double[latents.length + exogenous.length];
    for (int i = 0; i < latents.length; i++) {
      in[i] = row.latents()[latents[i]];
    }
    System.arraycopy(exogenous, 0, in, latents.length, exogenous.length);
    return OrthonormalLayer.chain(layers, in);
  }

  private double[] exogenous(Components row) {
    int each = settings.structure().exogenous();
    return Arrays.copyOfRange(row.exogenous(), position * each, (position + 1) * each);
  }

  @Override
  public Sight observe(Components components, int row) {
    SplittableRandom random = Draws.of(settings.seed(), Draws.Purpose.SAMPLES, row, position);
    double noise = settings.observation().noise();
    double[] out = mix(components);
    float[] values = new float[channels];
    for (int c = 0; c < channels; c++) {
      values[c] = (float) ((out[c] - mean[c]) / sd[c] + noise * random.nextGaussian());
    }
    return new Sight(exogenous(components), values);
  }

  @Override
  public Modality modality() {
    List<String> names = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      names.add("c" + c);
    }
    return new Modality(
        name,
        ModalityKind.TIME_SERIES,
        names,
        1.0 / Scenario.WINDOW.toSeconds(),
        Resampling.MEAN,
        Scenario.WINDOW);
  }
}
