package io.headwater.cli;

import io.headwater.simulate.BySubject;
import io.headwater.simulate.SimulatedRows;
import io.headwater.simulate.circles.Circles;
import io.headwater.simulate.circles.CirclesPreset;
import io.headwater.simulate.circles.CirclesRows;
import io.headwater.simulate.circles.CirclesSettings;
import io.headwater.simulate.scenario.Equations;
import io.headwater.simulate.scenario.Observation;
import io.headwater.simulate.scenario.Sampling;
import io.headwater.simulate.scenario.Scenario;
import io.headwater.simulate.scenario.ScenarioPreset;
import io.headwater.simulate.scenario.ScenarioRows;
import io.headwater.simulate.scenario.ScenarioSettings;
import io.headwater.simulate.scenario.Structure;
import io.headwater.simulate.views.Views;
import io.headwater.simulate.views.ViewsPreset;
import io.headwater.simulate.views.ViewsRows;
import io.headwater.simulate.views.ViewsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** A scenario by name and what is to be different in it. */
final class ScenarioOptions {
  private static final long DEFAULT_SEED = 1;

  @Option(
      names = "--scenario",
      paramLabel = "ID",
      description = "Data with known causes in place of the ward; 'list' tells which there are.")
  String scenario;

  @Option(names = "--samples", paramLabel = "N", description = "Rows, one per window.")
  Integer samples;

  @Option(names = "--subjects", paramLabel = "N", description = "Subjects that share the rows.")
  Integer subjects;

  @Option(names = "--modalities", paramLabel = "N", description = "Number of modalities.")
  Integer modalities;

  @Option(
      names = "--exogenous",
      paramLabel = "N",
      description = "Components of each modality that nothing shares.")
  Integer exogenous;

  @Option(
      names = "--channels",
      paramLabel = "N",
      description = "Channels in all, or one number per modality.",
      split = ",")
  List<Integer> channels;

  @Option(
      names = "--links",
      paramLabel = "KIND",
      description = "chain, loop, sparse-random, dense, none or digit-and-item.")
  String links;

  @Option(
      names = "--removed-links",
      paramLabel = "SHARE",
      description = "Share of dense links left out, to 0.75; each latent keeps one.")
  Double removedLinks;

  @Option(names = "--extra-links", paramLabel = "N", description = "Further links across.")
  Integer extraLinks;

  @Option(names = "--within-links", paramLabel = "N", description = "Links inside modalities.")
  Integer withinLinks;

  @Option(names = "--cycle", paramLabel = "WHERE", description = "none, within or across.")
  String cycle;

  @Option(
      names = "--shared-latents",
      paramLabel = "N",
      description = "Latents that several modalities see.")
  Integer sharedLatents;

  @Option(names = "--shared-by", paramLabel = "N", description = "How many see each: 2 or 3.")
  Integer sharedBy;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description = "How modalities are listed: permuted, causal or reversed.")
  String order;

  @Option(
      names = "--mechanism",
      paramLabel = "FORM",
      description = "leaky, monotone, bent or linear.")
  String mechanism;

  @Option(names = "--noise", paramLabel = "LAW", description = "laplace, gaussian or uniform.")
  String noise;

  @Option(
      names = "--heteroscedasticity",
      paramLabel = "H",
      description = "How strongly parents scale the noise; 0 not at all.")
  Double heteroscedasticity;

  @Option(
      names = "--noise-share",
      paramLabel = "SHARE",
      description = "Share of a child's deviation that is its own noise.")
  Double noiseShare;

  @Option(names = "--mixing", paramLabel = "FORM", description = "flat, curved or pictures.")
  String mixing;

  @Option(
      names = "--observation-noise",
      paramLabel = "SD",
      description = "Noise on channels of deviation 1.")
  Double observationNoise;

  @Option(
      names = "--missing",
      paramLabel = "RATE",
      description = "Share of rows that each modality misses.")
  Double missing;

  @Option(
      names = "--arrangement",
      paramLabel = "HOW",
      description = "shuffled (subjects take turns) or by-subject.")
  String arrangement;

  @Option(
      names = "--subject-shift",
      paramLabel = "SHARE",
      description = "Share of a root's variance that is fixed per subject.")
  Double subjectShift;

  @Option(
      names = "--drift-at",
      paramLabel = "ROW",
      description = "First row of other mechanisms; -1 for none.")
  Integer driftAt;

  @Option(
      names = "--shuffled-pairing",
      arity = "0..1",
      fallbackValue = "true",
      description = "Each modality's rows in an order of its own: a leak test.")
  Boolean shuffledPairing;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Folder with mnist and fashion-mnist, for pictures.")
  Path images;

  /** Tells options that only a scenario has. */
  void refuseWithoutScenario() {
    if (Stream.of(samples, missing).anyMatch(Objects::nonNull) || someOfTheModel()) {
      throw new UsageException(
          "Some options are of scenarios and none is named; give --scenario ID (or --scenario list).");
    }
  }

  /** Whether an option is given that only a structural causal model has. */
  private boolean someOfTheModel() {
    return Stream.of(
            subjects,
            modalities,
            exogenous,
            channels,
            links,
            removedLinks,
            extraLinks,
            withinLinks,
            cycle,
            sharedLatents,
            sharedBy,
            order,
            mechanism,
            noise,
            heteroscedasticity,
            noiseShare,
            mixing,
            observationNoise,
            arrangement,
            subjectShift,
            driftAt,
            shuffledPairing,
            images)
        .anyMatch(Objects::nonNull);
  }

  /**
   * @throws UsageException when there is no such scenario, its settings do not hang together, or
   *     its pictures cannot be read
   */
  SimulatedRows open(Long seed, Integer latents) {
    try {
      Optional<String> base = BySubject.base(scenario);
      return base.isPresent()
          ? BySubject.of(open(base.get(), seed, latents), seed == null ? DEFAULT_SEED : seed)
          : open(scenario, seed, latents);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    } catch (IOException e) {
      throw new UsageException("Pictures: " + e.getMessage());
    }
  }

  private SimulatedRows open(String id, Long seed, Integer latents) throws IOException {
    Optional<CirclesPreset> circles = CirclesPreset.of(id);
    if (circles.isPresent()) {
      return circles(circles.get(), seed, latents);
    }
    Optional<ViewsPreset> views = ViewsPreset.of(id);
    return views.isPresent()
        ? views(views.get(), seed, latents)
        : new ScenarioRows(Scenario.of(settings(id, seed, latents), images), id);
  }

  private CirclesRows circles(CirclesPreset preset, Long seed, Integer latents) {
    if (latents != null || someOfTheModel()) {
      throw new UsageException(
          "Circles have --seed, --samples and --missing only; remove the other options or choose another scenario.");
    }
    CirclesSettings of = preset.settings(seed == null ? DEFAULT_SEED : seed);
    CirclesSettings asked =
        of.withSamples(or(samples, of.samples())).withMissing(or(missing, of.missing()));
    return new CirclesRows(new Circles(asked), preset);
  }

  private ViewsRows views(ViewsPreset preset, Long seed, Integer latents) {
    if (latents != null || missing != null || someOfTheModel()) {
      throw new UsageException(
          "Views have --seed and --samples only; remove the other options or choose another scenario.");
    }
    ViewsSettings of = preset.settings(seed == null ? DEFAULT_SEED : seed);
    return new ViewsRows(new Views(of.withSamples(or(samples, of.samples()))), preset);
  }

  /**
   * @param seed null for the default
   * @param latents per modality; null for the scenario's own
   */
  private ScenarioSettings settings(String id, Long seed, Integer latents) {
    ScenarioSettings preset = ScenarioPreset.of(id).settings(seed == null ? DEFAULT_SEED : seed);
    if (preset.coupling() != null
        && Stream.of(mechanism, noise, heteroscedasticity, noiseShare).anyMatch(Objects::nonNull)) {
      throw new UsageException(
          "Coupled latents have no equations; remove --mechanism, --noise, --heteroscedasticity and --noise-share or choose another scenario.");
    }
    Structure structure = structure(preset.structure(), latents);
    return new ScenarioSettings(
        structure,
        equations(preset.equations()),
        observation(preset.observation(), structure.modalities()),
        sampling(preset.sampling()),
        preset.seed(),
        preset.coupling());
  }

  private Structure structure(Structure of, Integer latents) {
    return new Structure(
        or(modalities, of.modalities()),
        or(latents, of.latents()),
        or(exogenous, of.exogenous()),
        choice("--links", links, of.links()),
        or(removedLinks, of.removedLinks()),
        or(extraLinks, of.extraCross()),
        or(withinLinks, of.within()),
        choice("--cycle", cycle, of.cycle()),
        or(sharedLatents, of.shared()),
        or(sharedBy, of.sharedBy()),
        choice("--order", order, of.order()));
  }

  private Equations equations(Equations of) {
    return new Equations(
        choice("--mechanism", mechanism, of.mechanism()),
        choice("--noise", noise, of.noise()),
        or(heteroscedasticity, of.heteroscedasticity()),
        or(noiseShare, of.noiseShare()));
  }

  private Observation observation(Observation of, int modalities) {
    return new Observation(
        channels(of.channels(), modalities),
        choice("--mixing", mixing, of.mixing()),
        or(observationNoise, of.noise()),
        or(missing, of.missingRate()));
  }

  /** One number is a total; other modalities than the scenario's share its total out anew. */
  private List<Integer> channels(List<Integer> of, int modalities) {
    List<Integer> asked = channels == null ? of : channels;
    boolean total = channels != null && asked.size() == 1;
    boolean otherShape = channels == null && !asked.isEmpty() && asked.size() != modalities;
    return total || otherShape
        ? Observation.split(asked.stream().mapToInt(Integer::intValue).sum(), modalities)
        : asked;
  }

  private Sampling sampling(Sampling of) {
    return new Sampling(
        or(samples, of.samples()),
        or(subjects, of.subjects()),
        choice("--arrangement", arrangement, of.arrangement()),
        or(subjectShift, of.subjectShift()),
        or(driftAt, of.driftAt()),
        or(shuffledPairing, of.shuffledPairing()));
  }

  private static <T> T or(T asked, T own) {
    return asked == null ? own : asked;
  }

  private static <E extends Enum<E>> E choice(String option, String asked, E own) {
    if (asked == null) {
      return own;
    }
    List<E> all = List.of(own.getDeclaringClass().getEnumConstants());
    return all.stream()
        .filter(constant -> kebab(constant).equals(asked.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "%s cannot be '%s'; it is one of %s."
                        .formatted(
                            option,
                            asked,
                            String.join(", ", all.stream().map(ScenarioOptions::kebab).toList()))));
  }

  private static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The presets, a line each. */
  static String listing() {
    StringBuilder text = new StringBuilder();
    Arrays.stream(ScenarioPreset.values())
        .forEach(p -> text.append("%-18s%s%n".formatted(p.id(), p.summary())));
    Arrays.stream(CirclesPreset.values())
        .forEach(p -> text.append("%-18s%s%n".formatted(p.id(), p.summary())));
    Arrays.stream(ViewsPreset.values())
        .forEach(p -> text.append("%-18s%s%n".formatted(p.id(), p.summary())));
    BySubject.BASES.forEach(
        base -> text.append("%-18s%s%n".formatted(BySubject.id(base), BySubject.summary(base))));
    return text.toString();
  }
}
