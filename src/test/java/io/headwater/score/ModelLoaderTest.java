package io.headwater.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learn.ModelRecord;
import io.headwater.learn.ModelStore;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLoaderTest {
  private static final String OWN = "own";

  @TempDir Path folder;
  private ModelStore store;

  @BeforeEach
  void store() {
    store = new ModelStore(folder.resolve("models").toUri().toString());
  }

  private ModelRecord model(long version, String fingerprint) throws Exception {
    ModelStore.Stored stored = store.write(version, new byte[] {(byte) version, 7});
    return new ModelRecord(
        version, fingerprint, Map.of(), stored.uri(), stored.sha256(), stored.bytes(), null, 0);
  }

  private OneInputStreamOperatorTestHarness<ModelRecord, LoadedModel> harness(
      ModelChoice choice, OperatorSubtaskState state) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<>(
            new ModelLoader(
                choice,
                OWN,
                new ModelFolder(store.folder()),
                TypeInformation.of(ModelRecord.class)));
    harness.setup();
    if (state == null) {
      harness.initializeEmptyState();
    } else {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static List<Long> loaded(
      OneInputStreamOperatorTestHarness<ModelRecord, LoadedModel> harness) {
    return harness.extractOutputValues().stream().map(LoadedModel::version).toList();
  }

  private static long refused(OneInputStreamOperatorTestHarness<ModelRecord, LoadedModel> harness) {
    return ((LongCounter)
            harness.getEnvironment().getAccumulatorRegistry().getUserMap().get(ModelLoader.REFUSED))
        .getLocalValue();
  }

  private static Path file(ModelRecord model) {
    return Path.of(URI.create(model.uri()).getPath());
  }

  @Test
  void damagedFilesAndOtherConfigurationsAreRefusedAndRepetitionsPassedOver() throws Exception {
    ModelRecord damaged = model(2, OWN);
    Files.write(file(damaged), new byte[] {0, 0});
    try (var harness = harness(ModelChoice.newest(), null)) {
      harness.processElement(model(1, OWN), 0);
      harness.processElement(model(1, OWN), 0);
      harness.processElement(damaged, 0);
      harness.processElement(model(3, "another"), 0);
      harness.processElement(model(4, OWN), 0);
      assertThat(loaded(harness)).containsExactly(1L, 4L);
      assertThat(harness.extractOutputValues().get(1).state()).containsExactly(4, 7);
      assertThat(refused(harness)).isEqualTo(2);
    }
  }

  /** Whoever writes to the topic may not make the scorer open any file that it can read. */
  @Test
  void aFileOutsideOfTheFolderOfModelsIsRefused() throws Exception {
    ModelRecord inside = model(1, OWN);
    Path outside = Files.copy(file(inside), folder.resolve("outside"));
    ModelRecord named =
        new ModelRecord(2, OWN, Map.of(), outside.toUri().toString(), inside.sha256(), 2, null, 0);
    ModelRecord hidden =
        new ModelRecord(
            3, OWN, Map.of(), store.folder() + "/../outside", inside.sha256(), 2, null, 0);
    try (var harness = harness(ModelChoice.newest(), null)) {
      harness.processElement(named, 0);
      harness.processElement(hidden, 0);
      assertThat(loaded(harness)).isEmpty();
      assertThat(refused(harness)).isEqualTo(2);
      harness.processElement(inside, 0);
      assertThat(loaded(harness)).containsExactly(1L);
    }
  }

  @Test
  void aPinnedVersionIsWaitedForAndKept() throws Exception {
    try (var harness = harness(ModelChoice.pinned(2), null)) {
      harness.processElement(model(1, OWN), 0);
      harness.processElement(model(2, "another"), 0);
      assertThat(refused(harness)).as("the version is wanted, the configuration not").isEqualTo(1);
      harness.processElement(model(2, OWN), 0);
      harness.processElement(model(3, OWN), 0);
      assertThat(loaded(harness)).containsExactly(2L);
    }
  }

  @Test
  void aFileThatIsNotThereYetIsAwaitedOverARestart() throws Exception {
    ModelRecord model = model(5, OWN);
    byte[] bytes = Files.readAllBytes(file(model));
    Files.delete(file(model));
    OperatorSubtaskState state;
    try (var harness = harness(ModelChoice.newest(), null)) {
      harness.processElement(model, 0);
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(ModelChoice.newest(), state)) {
      harness.setProcessingTime(ModelLoader.RETRY_AFTER.toMillis());
      assertThat(loaded(harness)).isEmpty();
      Files.write(file(model), bytes);
      harness.setProcessingTime(2 * ModelLoader.RETRY_AFTER.toMillis());
      assertThat(loaded(harness)).containsExactly(5L);
      assertThat(refused(harness)).isZero();
    }
  }

  @Test
  void aFileThatNeverComesIsRefusedInTheEnd() throws Exception {
    ModelRecord model = model(5, OWN);
    Files.delete(file(model));
    try (var harness = harness(ModelChoice.newest(), null)) {
      harness.processElement(model, 0);
      for (int attempt = 1; attempt < ModelLoader.ATTEMPTS; attempt++) {
        assertThat(refused(harness)).isZero();
        harness.setProcessingTime(attempt * ModelLoader.RETRY_AFTER.toMillis());
      }
      assertThat(loaded(harness)).isEmpty();
      assertThat(refused(harness)).isEqualTo(1);
    }
  }
}
