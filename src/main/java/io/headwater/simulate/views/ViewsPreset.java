package io.headwater.simulate.views;

import io.headwater.simulate.views.ViewsSettings.Law;
import io.headwater.simulate.views.ViewsSettings.Link;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** The views by which estimators of partially shared latents are judged, by name. */
public enum ViewsPreset {
  TWO("b-two", "two modalities, random sets of six or seven latents", s -> randomSets(s, 2)),
  THREE("b-three", "three modalities, random sets", s -> randomSets(s, 3)),
  FOUR("b-four", "four modalities, random sets", s -> randomSets(s, 4)),
  YAO("b-yao", "four modalities of five among six latents (Yao et al. 2024)", ViewsPreset::yao),
  YAO_GAUSS("b-yao-gauss", "b-yao with Gaussian latents", s -> yao(s).withLaw(Law.GAUSSIAN)),
  YAO_NOISE("b-yao-noise", "b-yao with channel noise of deviation .1", s -> yao(s).withNoise(0.1)),
  YAO_ALONE("b-yao-alone", "ablation: b-yao without the Wasserstein module", ViewsPreset::yao),
  NONE("b-none", "three modalities that share nothing", s -> ViewsSettings.of(ViewSets.NONE, s)),
  ALL("b-all", "three modalities that share everything", s -> ViewsSettings.of(ViewSets.ALL, s)),
  TALL("b-tall", "ten times as many channels as latents", s -> three(s).withTall(10)),
  RANK("b-rank", "control: one dimension lost in each modality", s -> three(s).withoutRank()),
  LINKED("b-linked", "shared latents cause specific ones", ViewsPreset::linked),
  REVERSED("b-reversed", "specific latents cause shared ones", ViewsPreset::reversed),
  DENSE("b-dense", "every latent causes all later ones", ViewsPreset::dense),
  SHUFFLED(
      "b-shuffled",
      "leak test: each modality's rows permuted on their own",
      s -> three(s).withShuffledPairing());

  private static final double LINK = 0.6;
  private static final double WEAK_LINK = 0.3;

  private final String id;
  private final String summary;
  private final LongFunction<ViewsSettings> settings;

  ViewsPreset(String id, String summary, LongFunction<ViewsSettings> settings) {
    this.id = id;
    this.summary = summary;
    this.settings = settings;
  }

  public ViewsSettings settings(long seed) {
    return settings.apply(seed);
  }

  /** How users name it. */
  public String id() {
    return id;
  }

  /** One line on what it is. */
  public String summary() {
    return summary;
  }

  /** Whether its configuration leaves the pull of the Wasserstein module out. */
  public boolean withoutModule() {
    return this == YAO_ALONE;
  }

  public static Optional<ViewsPreset> of(String id) {
    return Arrays.stream(values()).filter(preset -> preset.id.equals(id)).findFirst();
  }

  private static ViewsSettings randomSets(long seed, int modalities) {
    return ViewsSettings.of(ViewSets.random(seed, modalities, 6, true, 5), seed);
  }

  private static ViewsSettings yao(long seed) {
    return ViewsSettings.of(ViewSets.YAO, seed);
  }

  private static ViewsSettings three(long seed) {
    return ViewsSettings.of(ViewSets.THREE, seed);
  }

  private static ViewsSettings linked(long seed) {
    return ViewsSettings.of(ViewSets.PAIRS, seed)
        .withLinks(List.of(new Link(0, 6, LINK), new Link(2, 5, LINK)));
  }

  private static ViewsSettings reversed(long seed) {
    return ViewsSettings.of(ViewSets.PAIRS_SHARED_LAST, seed)
        .withLinks(List.of(new Link(0, 4, LINK), new Link(1, 5, LINK)));
  }

  private static ViewsSettings dense(long seed) {
    ViewsSettings three = three(seed);
    return three.withLinks(ViewSets.dense(three.latents(), WEAK_LINK));
  }
}
