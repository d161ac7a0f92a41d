package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learn.LatentRecord;
import io.headwater.learn.ModelRecord;
import io.headwater.local.EmbeddedBroker;
import io.headwater.wire.LatentEstimateCodec;
import io.headwater.wire.ModelSnapshotCodec;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Twenty thousand bad records among good ones; {@link DirtyDataStudy} is the long form. */
@Timeout(180)
class DirtyDataTest {
  private static final int WINDOWS = 12;
  private static final int BAD = 20_000;

  @TempDir static Path folder;

  private static EmbeddedBroker broker;
  private static DirtyRun clean;
  private static DirtyRun dirty;
  private static DirtyInput input;
  private static Map<String, Long> counted;

  @BeforeAll
  static void run() throws Exception {
    broker = EmbeddedBroker.start(folder.resolve("broker"));
    clean = new DirtyRun("clean", broker.bootstrap(), folder);
    clean.write(WINDOWS, 0);
    clean.run(progress -> {});
    dirty = new DirtyRun("dirty", broker.bootstrap(), folder);
    input = dirty.write(WINDOWS, BAD);
    counted = dirty.run(progress -> {});
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void everyRecordIsCountedForWhatItIs() {
    assertThat(counted).isEqualTo(input.counts());
    assertThat(counted).containsKeys("wrist.late", "wrist.duplicate", "belt.duplicate");
    long read = 0;
    for (String modality : List.of("wrist", "belt", "facts", "unknown")) {
      long parts = 0;
      for (String outcome : List.of("used", "duplicate", "late", "rejected")) {
        parts += counted.getOrDefault(modality + "." + outcome, 0L);
      }
      assertThat(parts).isEqualTo(counted.get(modality + ".read"));
      read += parts;
    }
    assertThat(read).isEqualTo(BAD + 1 + SmallWard.chunks(WINDOWS).size());
  }

  @Test
  void everyBadRecordComesBackOnceWithItsBytesAndAReason() {
    assertThat(dirty.rejectionProblems()).isEmpty();
  }

  @Test
  void whatGoodSensorsSayIsLearnedToTheSameBits() {
    assertThat(latents(dirty)).hasSize(WINDOWS * SmallWard.SUBJECTS.size());
    assertThat(latents(dirty)).isEqualTo(latents(clean));
    assertThat(lastModel(dirty)).isEqualTo(lastModel(clean));
  }

  /** As bytes, but for the offsets they came from, between which the bad records lie. */
  private static List<String> latents(DirtyRun run) {
    LatentEstimateCodec codec = new LatentEstimateCodec();
    return run.committed("latents").stream()
        .map(r -> codec.decode(r.value()))
        .map(
            r ->
                new LatentRecord(
                    r.subject(),
                    r.windowStart(),
                    r.windowEnd(),
                    r.modelVersion(),
                    r.estimate(),
                    List.of()))
        .map(r -> HexFormat.of().formatHex(codec.encode(r)))
        .toList();
  }

  private static String lastModel(DirtyRun run) {
    ModelSnapshotCodec codec = new ModelSnapshotCodec();
    List<ModelRecord> models =
        run.committed("models").stream().map(r -> codec.decode(r.value())).toList();
    return models.get(models.size() - 1).sha256();
  }
}
