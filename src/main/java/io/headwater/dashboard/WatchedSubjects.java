package io.headwater.dashboard;

import java.util.LinkedHashMap;
import java.util.Map;

/** The people chosen last on some page; of them more is kept than of the rest. */
final class WatchedSubjects {
  /** More screens than look at one ward at a time. */
  static final int MOST = 16;

  private final Map<String, Boolean> chosen =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST;
        }
      };

  synchronized void choose(String subject) {
    chosen.put(subject, true);
  }

  synchronized boolean contains(String subject) {
    return chosen.containsKey(subject);
  }
}
