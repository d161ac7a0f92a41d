package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.config.HeadwaterConfig;
import io.headwater.job.StoredSavepoint.Products;
import io.headwater.learn.LatentRecord;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Savepoints of this release and of earlier ones, and configurations that changed meanwhile. */
@Timeout(120)
class StoredSavepointTest {
  @TempDir static Path folder;

  private static StoredSavepoint ward;
  private static Products whole;
  private static String today;

  @BeforeAll
  static void takeOneOfToday() throws Exception {
    ward = new StoredSavepoint(folder);
    whole = ward.run("whole", null, ward.config());
    today = ward.stop("stopped", folder.resolve("taken"), ward.config()).toUri().toString();
  }

  private static URI stored(String version, String file) throws Exception {
    return StoredSavepointTest.class.getResource("/savepoint/" + version + "/" + file).toURI();
  }

  /** Bits depend on the processor; where an undisturbed run gives those stored, so must this. */
  @ParameterizedTest
  @ValueSource(strings = "v1")
  void theSavepointOfAReleaseGoesOnToTheBitsOfThatRelease(String version) throws Exception {
    String uri = Path.of(stored(version, "_metadata")).getParent().toUri().toString();
    assertThat(RestoreCheck.problem(uri, ward.config())).isEmpty();
    Products resumed = ward.run("resumed-" + version, uri, ward.config());
    assertThat(keys(resumed)).isEqualTo(keys(whole).subList(firstOf(resumed), keys(whole).size()));
    String sha256 = Files.readString(Path.of(stored(version, "final-model.sha256"))).strip();
    assertThat(resumed.last().version()).isEqualTo(whole.last().version());
    if (whole.last().sha256().equals(sha256)) {
      assertThat(resumed.last().sha256()).isEqualTo(sha256);
    }
  }

  private static List<String> keys(Products products) {
    return products.latents.stream().map(r -> r.subject() + "@" + r.windowEnd()).toList();
  }

  private static int firstOf(Products resumed) {
    LatentRecord first = resumed.latents.get(0);
    return keys(whole).indexOf(first.subject() + "@" + first.windowEnd());
  }

  @Test
  void aSavepointOfTodaySaysWhatShapedItsModel() throws Exception {
    assertThat(CheckpointShape.read(today))
        .hasValueSatisfying(
            shape ->
                assertThat(shape.settings())
                    .containsEntry("window.size", "20s")
                    .containsEntry("modalities", "[wrist, belt, facts]")
                    .containsEntry("modalities[wrist].latents", "2")
                    .containsEntry("seed", "5"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "window.size=30s",
        "window.slide=10s",
        "modalities[0].latents=3",
        "modalities[0].exogenous=2",
        "modalities[1].encoder=lstm",
        "modalities[1].rate=1",
        "seed=6",
        "estimator.hidden=32",
        "learning.batch=4",
        "estimator.graph.order=[wrist, belt]"
      })
  void whatShapesAModelIsRefusedBeforeTheJobStartsAndAgainWithinIt(String change) throws Exception {
    HeadwaterConfig changed = ward.config(change);
    String sentence = RestoreCheck.problem(today, changed).orElseThrow();
    assertThat(sentence).contains("the configuration says").endsWith("without --restore.");
    if (change.startsWith("window.size")) {
      assertThat(sentence).contains("window.size 20s").contains("30s");
      assertThatThrownBy(() -> ward.run("refused", today, changed))
          .hasMessageContaining("the configuration says 30s");
    }
  }

  @Test
  void aModalityThatCameOrWentIsRefused() throws Exception {
    HeadwaterConfig all = ward.config();
    HeadwaterConfig fewer = with(all, all.modalities().subList(0, 2));
    assertThat(RestoreCheck.problem(today, fewer).orElseThrow())
        .contains("modalities [wrist, belt, facts]")
        .contains("says [wrist, belt];");
    var more = new java.util.ArrayList<>(all.modalities());
    var facts = all.modalities().get(2);
    more.add(
        new io.headwater.config.ModalityConfig(
            "more",
            facts.kind(),
            null,
            facts.channels(),
            null,
            null,
            null,
            null,
            null,
            null,
            facts.latents(),
            null,
            0));
    assertThat(RestoreCheck.problem(today, with(all, more)).orElseThrow())
        .contains("says [wrist, belt, facts, more];");
  }

  private static HeadwaterConfig with(
      HeadwaterConfig c, List<io.headwater.config.ModalityConfig> modalities) {
    return new HeadwaterConfig(
        c.name(),
        c.seed(),
        modalities,
        c.shared(),
        c.window(),
        c.estimator(),
        c.learning(),
        c.score(),
        c.kafka(),
        c.runtime(),
        c.recordings(),
        c.subjects());
  }

  @Test
  void whatShapesNoModelMayChangeAndTheJobGoesOn() throws Exception {
    HeadwaterConfig changed =
        ward.config(
            "estimator.learning-rate=0.001",
            "estimator.weight-decay=0.01",
            "estimator.replicas=2",
            "estimator.refit-steps=10",
            "learning.refit-every=30",
            "learning.graph-every=10",
            "learning.snapshot-every=20",
            "learning.replayed=4",
            "learning.reservoir=64",
            "learning.held-out-every=4",
            "window.lateness=30s",
            "window.max-wait=5s",
            "runtime.parallelism=2",
            "kafka.topics.latents=elsewhere");
    assertThat(RestoreCheck.problem(today, changed)).isEmpty();
    Products resumed = ward.run("resumed-changed", today, changed);
    assertThat(keys(resumed)).isEqualTo(keys(whole).subList(firstOf(resumed), keys(whole).size()));
    assertThat(resumed.last().configFingerprint()).isNotEqualTo(whole.last().configFingerprint());
  }

  @Test
  void aDamagedCheckpointIsRefusedInASentence() throws Exception {
    Path damaged = Files.createDirectories(folder.resolve("damaged"));
    byte[] metadata = Files.readAllBytes(Path.of(URI.create(today)).resolve("_metadata"));
    Files.write(damaged.resolve("_metadata"), java.util.Arrays.copyOf(metadata, 30));
    assertThatThrownBy(() -> RestoreCheck.problem(damaged.toUri().toString(), ward.config()))
        .hasMessageContaining("cannot be read")
        .hasMessageContaining("Name another one");
  }
}
