package io.headwater.discover;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.evaluate.LatentsWithCovariates.Column;
import io.headwater.graph.LatentNode;
import io.headwater.learn.LatentRecord;
import io.headwater.sensor.RecordingException;
import io.headwater.wire.AvroFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The latents of every window as one final model scores them, by subject and time.
 *
 * @param subjects of each row
 * @param windowStarts of each row, microseconds since the epoch
 * @param modalities latent → its modality, in declared order
 * @param columns one per latent; NaN where the modality had no data, for what stands there is
 *     computed from the other modalities and would depend on them by construction
 */
public record EstimatedLatents(
    List<String> subjects,
    List<Long> windowStarts,
    Map<String, String> modalities,
    List<Column> columns) {

  /**
   * @param file a {@code latents.avro} that {@code replay --final-pass} wrote
   * @throws RecordingException when it is none, is empty, or holds estimates of several models,
   *     whose components need not be the same quantities
   */
  public static EstimatedLatents read(Path file) throws IOException {
    List<LatentRecord> rows = new ArrayList<>();
    AvroFiles.readLatents(file, rows::add);
    if (rows.isEmpty()) {
      throw new RecordingException(file, "holds no window.");
    }
    long versions = rows.stream().mapToLong(LatentRecord::modelVersion).distinct().count();
    if (versions > 1) {
      throw new RecordingException(
          file,
          "holds estimates of %d models, made while the model was learning. Run replay with --final-pass, so that one model scores all windows."
              .formatted(versions));
    }
    rows.sort(Comparator.comparing(LatentRecord::subject).thenComparing(LatentRecord::windowStart));
    return of(rows);
  }

  private static EstimatedLatents of(List<LatentRecord> rows) {
    Map<String, String> modalities = new LinkedHashMap<>();
    List<Column> columns = new ArrayList<>();
    List<ModalityEstimate> declared = rows.get(0).estimate().modalities();
    for (int m = 0; m < declared.size(); m++) {
      for (int k = 0; k < declared.get(m).mean().length; k++) {
        String id = LatentNode.of(declared.get(m).modality(), k).id();
        modalities.put(id, declared.get(m).modality());
        columns.add(new Column(id, values(rows, m, k)));
      }
    }
    return new EstimatedLatents(
        rows.stream().map(LatentRecord::subject).toList(),
        rows.stream().map(LatentRecord::windowStart).toList(),
        modalities,
        columns);
  }

  private static double[] values(List<LatentRecord> rows, int modality, int component) {
    return rows.stream()
        .map(r -> r.estimate().modalities().get(modality))
        .mapToDouble(m -> m.present() ? m.mean()[component] : Double.NaN)
        .toArray();
  }
}
