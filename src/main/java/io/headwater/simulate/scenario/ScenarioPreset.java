package io.headwater.simulate.scenario;

import static io.headwater.simulate.scenario.Equations.gaussian;
import static io.headwater.simulate.scenario.Equations.heteroscedasticLaplace;

import io.headwater.simulate.scenario.Equations.Mechanism;
import io.headwater.simulate.scenario.Equations.Noise;
import io.headwater.simulate.scenario.Observation.MixingForm;
import io.headwater.simulate.scenario.Sampling.Arrangement;
import io.headwater.simulate.scenario.Structure.Cycle;
import io.headwater.simulate.scenario.Structure.Links;
import io.headwater.simulate.scenario.Structure.Order;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The scenarios by which estimators are judged, by name; the cases are those of Sun et al. 2025.
 */
public enum ScenarioPreset {
  S1("s1", "case 1: 2 modalities of 2 + 1, 15 channels, Laplace noise of varying size") {
    @Override
    ScenarioSettings make() {
      return flat(2, 2, 15, Links.CHAIN);
    }
  },
  S2("s2", "case 2: 2 modalities of 3 + 1, 20 channels") {
    @Override
    ScenarioSettings make() {
      return flat(2, 3, 20, Links.CHAIN);
    }
  },
  S3("s3", "case 3: 4 modalities of 2 + 1, 30 channels, links in a loop") {
    @Override
    ScenarioSettings make() {
      return flat(4, 2, 30, Links.LOOP);
    }
  },
  S1_GAUSS("s1-gauss", "s1 with Gaussian noise of one size") {
    @Override
    ScenarioSettings make() {
      return S1.make().withEquations(gaussian(Mechanism.MONOTONE));
    }
  },
  S2_GAUSS("s2-gauss", "s2 with Gaussian noise of one size") {
    @Override
    ScenarioSettings make() {
      return S2.make().withEquations(gaussian(Mechanism.MONOTONE));
    }
  },
  S3_GAUSS("s3-gauss", "s3 with Gaussian noise of one size") {
    @Override
    ScenarioSettings make() {
      return S3.make().withEquations(gaussian(Mechanism.MONOTONE));
    }
  },
  S5("s5", "5 modalities of 2 + 1, 30 channels, links in a loop") {
    @Override
    ScenarioSettings make() {
      return flat(5, 2, 30, Links.LOOP);
    }
  },
  S6("s6", "6 modalities of 2 + 1, 30 channels, links in a loop") {
    @Override
    ScenarioSettings make() {
      return flat(6, 2, 30, Links.LOOP);
    }
  },
  S8("s8", "8 modalities of 2 + 1, 30 channels, links in a loop") {
    @Override
    ScenarioSettings make() {
      return flat(8, 2, 30, Links.LOOP);
    }
  },
  S_PLUS("s-plus", "positive case: 3 modalities of 3 + 1 in a loop, 30 channels, curved mixing") {
    @Override
    ScenarioSettings make() {
      return new ScenarioSettings(
          Structure.of(3, 3, 1, Links.LOOP),
          heteroscedasticLaplace(Mechanism.BENT),
          Observation.of(30, 3, MixingForm.CURVED),
          Sampling.defaults(),
          0);
    }
  },
  S_PLUS_20("s-plus-20", "s-plus with 20 channels in each modality") {
    @Override
    ScenarioSettings make() {
      return S_PLUS.make().withObservation(Observation.of(60, 3, MixingForm.CURVED));
    }
  },
  S_PLUS_LAPLACE("s-plus-laplace", "s-plus with Laplace noise of one size") {
    @Override
    ScenarioSettings make() {
      return withNoise(S_PLUS.make(), Noise.LAPLACE, 0);
    }
  },
  S_PLUS_GAUSS("s-plus-gauss", "s-plus with Gaussian noise of varying size") {
    @Override
    ScenarioSettings make() {
      return withNoise(S_PLUS.make(), Noise.GAUSSIAN, Equations.DEFAULT_HETEROSCEDASTICITY);
    }
  },
  S_MINUS("s-minus", "negative control: 2 modalities of 3 + 1, linear and Gaussian throughout") {
    @Override
    ScenarioSettings make() {
      return S2.make().withEquations(gaussian(Mechanism.LINEAR));
    }
  },
  DENSE("dense", "negative control: s2 with all links and Gaussian noise of one size") {
    @Override
    ScenarioSettings make() {
      return flat(2, 3, 20, Links.DENSE).withEquations(gaussian(Mechanism.MONOTONE));
    }
  },
  NULL("null", "leak test: s-plus with each modality's rows permuted on their own") {
    @Override
    ScenarioSettings make() {
      return S_PLUS.make().withSampling(Sampling.defaults().withShuffledPairing(true));
    }
  },
  SS_00("ss-00", "sparsity ablation: s2 with all 9 cross links") {
    @Override
    ScenarioSettings make() {
      return flat(2, 3, 20, Links.DENSE);
    }
  },
  SS_25("ss-25", "sparsity ablation: 25 % of the cross links removed") {
    @Override
    ScenarioSettings make() {
      return withRemovedLinks(0.25);
    }
  },
  SS_50("ss-50", "sparsity ablation: 50 % of the cross links removed") {
    @Override
    ScenarioSettings make() {
      return withRemovedLinks(0.5);
    }
  },
  SS_75("ss-75", "sparsity ablation: 75 % asked for; one to one is left, 6 of 9 removed") {
    @Override
    ScenarioSettings make() {
      return withRemovedLinks(0.75);
    }
  },
  SW_WITHIN_2("sw-within-2", "s2 with two links within modalities: not determined") {
    @Override
    ScenarioSettings make() {
      return withWithin(S2.make(), 2);
    }
  },
  SW_WITHIN_4("sw-within-4", "s3 with two links within modalities") {
    @Override
    ScenarioSettings make() {
      return withWithin(S3.make(), 2);
    }
  },
  SW_UNIFORM("sw-uniform", "s1 with uniform noise of varying size") {
    @Override
    ScenarioSettings make() {
      return withNoise(S1.make(), Noise.UNIFORM, Equations.DEFAULT_HETEROSCEDASTICITY);
    }
  },
  SW_NOISE("sw-noise", "s1 with observation noise of deviation 0.1") {
    @Override
    ScenarioSettings make() {
      ScenarioSettings s1 = S1.make();
      return s1.withObservation(s1.observation().withNoise(0.1));
    }
  },
  SW_CURVED("sw-curved", "s1 with a curved mixing to 10 channels each") {
    @Override
    ScenarioSettings make() {
      return S1.make().withObservation(Observation.of(20, 2, MixingForm.CURVED));
    }
  },
  SW_REVERSED("sw-reversed", "s3 with modalities listed effects first") {
    @Override
    ScenarioSettings make() {
      ScenarioSettings s3 = S3.make();
      return s3.withStructure(s3.structure().withOrder(Order.REVERSED));
    }
  },
  SC_WITHIN("sc-within", "3 modalities of 2 + 1 in a loop, two latents of one cause each other") {
    @Override
    ScenarioSettings make() {
      return withCycle(Cycle.WITHIN);
    }
  },
  SC_ACROSS("sc-across", "3 modalities of 2 + 1 in a loop, an effect feeds back to its cause") {
    @Override
    ScenarioSettings make() {
      return withCycle(Cycle.ACROSS);
    }
  },
  SHARED_2("shared-2", "3 modalities of 2 + 1 in a loop, and a latent that two of them see") {
    @Override
    ScenarioSettings make() {
      return withShared(2);
    }
  },
  SHARED_3("shared-3", "3 modalities of 2 + 1 in a loop, and a latent that all three see") {
    @Override
    ScenarioSettings make() {
      return withShared(3);
    }
  },
  T_SHUFFLED("t-shuffled", "s3 with subjects that differ, taking turns") {
    @Override
    ScenarioSettings make() {
      return S3.make().withSampling(Sampling.defaults().withSubjectShift(SUBJECT_SHIFT));
    }
  },
  T_BY_SUBJECT("t-by-subject", "the same subjects one after the other") {
    @Override
    ScenarioSettings make() {
      ScenarioSettings shuffled = T_SHUFFLED.make();
      return shuffled.withSampling(shuffled.sampling().withArrangement(Arrangement.BY_SUBJECT));
    }
  },
  K_S3("k-s3", "s3 with the number of latents left to be counted") {
    @Override
    ScenarioSettings make() {
      return S3.make();
    }
  },
  K_S_PLUS("k-s-plus", "s-plus with the number of latents left to be counted") {
    @Override
    ScenarioSettings make() {
      return S_PLUS.make();
    }
  },
  SM("sm", "pictures of a coloured digit and an item of clothing; needs real ones") {
    @Override
    ScenarioSettings make() {
      return new ScenarioSettings(
          Structure.of(2, 2, 1, Links.DIGIT_AND_ITEM),
          heteroscedasticLaplace(Mechanism.MONOTONE),
          new Observation(List.of(), MixingForm.PICTURES, 0, 0),
          Sampling.defaults(),
          0);
    }
  },
  L("l", "coupled: 2 modalities of 5 + 2, uniform in a box, Laplace coupling, 30 channels") {
    @Override
    ScenarioSettings make() {
      return coupled(Coupling.box(Coupling.Law.LAPLACE));
    }
  },
  L_NORMAL("l-normal", "l with a normal coupling, which no theorem covers") {
    @Override
    ScenarioSettings make() {
      return coupled(Coupling.box(Coupling.Law.NORMAL));
    }
  },
  L_NULL("l-null", "leak test: l with each modality's rows permuted on their own") {
    @Override
    ScenarioSettings make() {
      return L.make().withSampling(Sampling.defaults().withShuffledPairing(true));
    }
  },
  LS("ls", "coupled: l on a sphere, von Mises-Fisher coupling: no component is determined") {
    @Override
    ScenarioSettings make() {
      return coupled(Coupling.sphere());
    }
  },
  LS_NULL("ls-null", "leak test: ls with each modality's rows permuted on their own") {
    @Override
    ScenarioSettings make() {
      return LS.make().withSampling(Sampling.defaults().withShuffledPairing(true));
    }
  },
  SM_CHAIN("sm-chain", "the pictures of sm, linked one to one: what they show is determined") {
    @Override
    ScenarioSettings make() {
      return SM.make().withStructure(Structure.of(2, 2, 1, Links.CHAIN));
    }
  };

  /** Three tenths of a root's variance lie between subjects: order matters. */
  private static final double SUBJECT_SHIFT = 0.3;

  private final String id;
  private final String summary;

  ScenarioPreset(String id, String summary) {
    this.id = id;
    this.summary = summary;
  }

  abstract ScenarioSettings make();

  /** How users name it. */
  public String id() {
    return id;
  }

  /** One line on what it is. */
  public String summary() {
    return summary;
  }

  public ScenarioSettings settings(long seed) {
    return make().withSeed(seed);
  }

  /** Whether the configuration of a scenario of that id says {@code latents: auto}. */
  static boolean isCounted(String id) {
    return K_S3.id.equals(id) || K_S_PLUS.id.equals(id);
  }

  public static List<String> ids() {
    return Arrays.stream(values()).map(ScenarioPreset::id).toList();
  }

  /**
   * @throws IllegalArgumentException when there is none of that name
   */
  public static ScenarioPreset of(String id) {
    return Arrays.stream(values())
        .filter(preset -> preset.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no scenario '%s'; there are: %s."
                        .formatted(id, ids().stream().collect(Collectors.joining(", ")))));
  }

  private static ScenarioSettings flat(int modalities, int latents, int channels, Links links) {
    return new ScenarioSettings(
        Structure.of(modalities, latents, 1, links),
        heteroscedasticLaplace(Mechanism.MONOTONE),
        Observation.of(channels, modalities, MixingForm.FLAT),
        Sampling.defaults(),
        0);
  }

  private static ScenarioSettings coupled(Coupling coupling) {
    return new ScenarioSettings(
        Structure.of(2, 5, 2, Links.CHAIN),
        gaussian(Mechanism.LINEAR), // unused
        Observation.of(30, 2, MixingForm.FLAT),
        Sampling.defaults(),
        0,
        coupling);
  }

  private static ScenarioSettings withNoise(
      ScenarioSettings settings, Noise law, double heteroscedasticity) {
    return settings.withEquations(settings.equations().withNoise(law, heteroscedasticity));
  }

  private static ScenarioSettings withRemovedLinks(double share) {
    ScenarioSettings dense = SS_00.make();
    return dense.withStructure(dense.structure().withRemovedLinks(share));
  }

  private static ScenarioSettings withWithin(ScenarioSettings settings, int count) {
    return settings.withStructure(settings.structure().withWithin(count));
  }

  private static ScenarioSettings withCycle(Cycle cycle) {
    ScenarioSettings three = flat(3, 2, 30, Links.LOOP);
    return three.withStructure(three.structure().withCycle(cycle));
  }

  private static ScenarioSettings withShared(int by) {
    ScenarioSettings three = flat(3, 2, 30, Links.LOOP);
    return three.withStructure(three.structure().withShared(1, by));
  }
}
