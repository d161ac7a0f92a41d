package io.headwater.job;

import io.headwater.config.HeadwaterConfig;
import io.headwater.estimator.Estimator;
import io.headwater.estimator.WindowEstimate;
import io.headwater.learn.EstimatorFactory;
import io.headwater.learn.LatentRecord;
import io.headwater.learn.ModelStore;
import io.headwater.window.AlignedWindow;
import io.headwater.wire.AvroFiles;
import io.headwater.wire.files.LatentsCsv;
import io.headwater.wire.files.RecordWriter;
import io.headwater.wire.files.WindowSpool;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Scores every window of a replay with its final model, and writes the latents anew. */
final class FinalPass {
  /** Windows scored at once; only speed depends on it. */
  private static final int GROUP = 64;

  private final HeadwaterConfig config;
  private final ReplayFolder folder;

  FinalPass(HeadwaterConfig config, ReplayFolder folder) {
    this.config = config;
    this.folder = folder;
  }

  /**
   * @return how well modalities are predicted by it
   */
  CrossPrediction run(long version, String uri, String sha256, LongConsumer listener)
      throws IOException {
    long scored = 0;
    CrossTally cross = new CrossTally(config.learning());
    Files.deleteIfExists(folder.latentsCsv());
    Files.deleteIfExists(folder.latentsAvro());
    try (Estimator model = Estimators.factory(config).create(EstimatorFactory.CPU);
        WindowSpool.Reader windows = new WindowSpool.Reader(folder.windowSpool());
        RecordWriter<LatentRecord> csv =
            new LatentsCsv(folder.latentsCsv(), Estimators.components(config));
        RecordWriter<LatentRecord> avro = AvroFiles.latents(folder.latentsAvro())) {
      model.restore(ModelStore.read(uri, sha256));
      List<AlignedWindow> group = new ArrayList<>(GROUP);
      for (Optional<AlignedWindow> w = windows.next(); w.isPresent(); w = windows.next()) {
        group.add(w.get());
        if (group.size() == GROUP) {
          score(model, version, group, csv, avro, cross);
          scored += group.size();
          listener.accept(scored);
          group.clear();
        }
      }
      score(model, version, group, csv, avro, cross);
    }
    return cross.result();
  }

  private static void score(
      Estimator model,
      long version,
      List<AlignedWindow> group,
      RecordWriter<LatentRecord> csv,
      RecordWriter<LatentRecord> avro,
      CrossTally cross)
      throws IOException {
    List<WindowEstimate> estimates = group.isEmpty() ? List.of() : model.infer(group);
    for (int i = 0; i < group.size(); i++) {
      LatentRecord latent = LatentRecord.of(group.get(i), version, estimates.get(i));
      csv.write(latent);
      avro.write(latent);
      cross.add(latent);
    }
  }
}
