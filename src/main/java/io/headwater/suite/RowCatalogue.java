package io.headwater.suite;

import io.headwater.simulate.BySubject;
import io.headwater.simulate.SimulatedRows;
import io.headwater.simulate.circles.Circles;
import io.headwater.simulate.circles.CirclesPreset;
import io.headwater.simulate.circles.CirclesRows;
import io.headwater.simulate.scenario.Observation.MixingForm;
import io.headwater.simulate.scenario.Scenario;
import io.headwater.simulate.scenario.ScenarioPreset;
import io.headwater.simulate.scenario.ScenarioRows;
import io.headwater.simulate.views.CodesPreset;
import io.headwater.simulate.views.Views;
import io.headwater.simulate.views.ViewsPreset;
import io.headwater.simulate.views.ViewsRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All data by which estimators are judged, by id. */
final class RowCatalogue {
  private RowCatalogue() {}

  /** What of the truth estimates are held against. */
  enum TruthForm {
    /** Latents by modality or shared block, and links between them. */
    BLOCKS,
    /** Nodes with categories, and links between them. */
    NODES,
    /** Which modalities contain which latent, beside what {@link #BLOCKS} has. */
    MEMBERSHIP,
    /** The same of codes of true latents, which no job learns. */
    CODES
  }

  /** Ids of all rows. */
  static List<String> ids() {
    return Stream.of(
            ScenarioPreset.ids().stream(),
            Arrays.stream(CirclesPreset.values()).map(CirclesPreset::id),
            Arrays.stream(ViewsPreset.values()).map(ViewsPreset::id),
            Arrays.stream(CodesPreset.values()).map(CodesPreset::id),
            BySubject.ids().stream())
        .flatMap(ids -> ids)
        .toList();
  }

  static TruthForm form(String row) {
    String id = BySubject.base(row).orElse(row);
    if (CirclesPreset.of(id).isPresent()) {
      return TruthForm.NODES;
    }
    if (CodesPreset.of(id).isPresent()) {
      return TruthForm.CODES;
    }
    return ViewsPreset.of(id).isPresent() ? TruthForm.MEMBERSHIP : TruthForm.BLOCKS;
  }

  /** One line on what it is. */
  static String summary(String id) {
    return BySubject.base(id).map(BySubject::summary).orElseGet(() -> ownSummary(id));
  }

  private static String ownSummary(String id) {
    return switch (form(id)) {
      case NODES -> CirclesPreset.of(id).orElseThrow().summary();
      case CODES -> CodesPreset.of(id).orElseThrow().summary();
      case MEMBERSHIP -> ViewsPreset.of(id).orElseThrow().summary();
      case BLOCKS -> ScenarioPreset.of(id).summary();
    };
  }

  /** Rows that it has when nobody asks for another number. */
  static int samples(String row) {
    String id = BySubject.base(row).orElse(row);
    return switch (form(id)) {
      case NODES -> CirclesPreset.of(id).orElseThrow().settings(0).samples();
      case CODES -> CodesPreset.ROWS;
      case MEMBERSHIP -> ViewsPreset.of(id).orElseThrow().settings(0).samples();
      case BLOCKS -> ScenarioPreset.of(id).settings(0).sampling().samples();
    };
  }

  /** Whether it shows real pictures. */
  static boolean pictures(String row) {
    String id = BySubject.base(row).orElse(row);
    return form(id) == TruthForm.BLOCKS
        && ScenarioPreset.of(id).settings(0).observation().mixing() == MixingForm.PICTURES;
  }

  /**
   * @param images folder of pictures; null where none are asked for
   * @throws IOException when the pictures of the row cannot be read
   */
  static SimulatedRows open(String id, long seed, int samples, Path images) throws IOException {
    Optional<String> base = BySubject.base(id);
    return base.isPresent()
        ? BySubject.of(openInTurn(base.get(), seed, samples, images), seed)
        : openInTurn(id, seed, samples, images);
  }

  private static SimulatedRows openInTurn(String id, long seed, int samples, Path images)
      throws IOException {
    return switch (form(id)) {
      case NODES -> {
        CirclesPreset preset = CirclesPreset.of(id).orElseThrow();
        yield new CirclesRows(new Circles(preset.settings(seed).withSamples(samples)), preset);
      }
      case MEMBERSHIP -> {
        ViewsPreset preset = ViewsPreset.of(id).orElseThrow();
        yield new ViewsRows(new Views(preset.settings(seed).withSamples(samples)), preset);
      }
      case BLOCKS ->
          new ScenarioRows(
              Scenario.of(ScenarioPreset.of(id).settings(seed).withSamples(samples), images), id);
      case CODES -> throw new IllegalArgumentException("Row '" + id + "' does not arrive in time.");
    };
  }
}
