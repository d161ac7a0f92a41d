package io.headwater.dashboard;

import io.headwater.learn.ModelRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The newest {@value #MOST} model versions. */
final class ModelHistory {
  /** More than anybody scrolls through. */
  static final int MOST = 200;

  private final TreeMap<Long, ModelRecord> byVersion = new TreeMap<>();
  private long seen;

  synchronized void add(ModelRecord model) {
    byVersion.put(model.version(), model);
    seen++;
    while (byVersion.size() > MOST) {
      byVersion.pollFirstEntry();
    }
  }

  /** Newest first. */
  synchronized List<ModelRecord> newestFirst() {
    return new ArrayList<>(byVersion.descendingMap().values());
  }

  synchronized long seen() {
    return seen;
  }
}
