package io.headwater.dashboard;

import io.headwater.config.HeadwaterConfig;
import io.headwater.config.ModalityConfig;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a job could not use, counted as it lies on the topics of late and of rejected input. */
final class UnusedChunks {
  /** What names no declared modality and came from none of their topics. */
  static final String ELSEWHERE = "elsewhere";

  /** Of a reason: enough for a sentence. */
  private static final int MOST_REASON = 400;

  private final Map<String, Cell> byModality = new LinkedHashMap<>();
  private final Map<String, String> topics = new LinkedHashMap<>();
  private long total;

  private static final class Cell {
    long late;
    long rejected;
    String reason;
  }

  /**
   * Of one modality.
   *
   * @param modality name, or {@value #ELSEWHERE}
   * @param late chunks that came after their windows had closed
   * @param rejected records that could not be used
   * @param reason why the newest of these was rejected; null without any
   */
  record Line(String modality, long late, long rejected, String reason) {}

  UnusedChunks(HeadwaterConfig config) {
    for (ModalityConfig modality : config.modalities()) {
      byModality.put(modality.name(), new Cell());
      topics.put(modality.topic(), modality.name());
    }
    byModality.put(ELSEWHERE, new Cell());
  }

  synchronized void late(SensorChunk chunk) {
    total++;
    cell(chunk.modality()).late++;
  }

  synchronized void rejected(RejectedRecord record) {
    total++;
    Cell cell = cell(modality(record.source()));
    cell.rejected++;
    String reason = record.reason();
    cell.reason = reason.length() <= MOST_REASON ? reason : reason.substring(0, MOST_REASON) + "…";
  }

  /** A job's sources are topic and partition, {@code sensor.wrist-0}; readers' are files. */
  private String modality(String source) {
    int dash = source.lastIndexOf('-');
    return dash < 0 ? ELSEWHERE : topics.getOrDefault(source.substring(0, dash), ELSEWHERE);
  }

  private Cell cell(String modality) {
    return byModality.getOrDefault(modality, byModality.get(ELSEWHERE));
  }

  /** By modality, in declared order; {@value #ELSEWHERE} only where there is something. */
  synchronized List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    byModality.forEach(
        (name, cell) -> {
          if (!name.equals(ELSEWHERE) || cell.late + cell.rejected > 0) {
            lines.add(new Line(name, cell.late, cell.rejected, cell.reason));
          }
        });
    return lines;
  }

  synchronized long total() {
    return total;
  }
}
