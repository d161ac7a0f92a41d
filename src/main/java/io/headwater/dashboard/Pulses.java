package io.headwater.dashboard;

import io.javalin.http.sse.SseClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Tells open pages what is new, by server-sent events. Each page has a thread of its own that sends
 * when the pulse has changed, at most once a second, so a slow page holds up nobody and nothing is
 * queued for it.
 */
final class Pulses {
  /** Pages open at a time; each holds a thread. */
  static final int MOST_PAGES = 32;

  private static final long BEAT_MILLIS = 1000;

  /** Beats without news after which a sign of life is sent. */
  private static final int QUIET_BEATS = 10;

  private final LiveView view;
  private final Semaphore places = new Semaphore(MOST_PAGES);
  private volatile boolean closing;

  Pulses(LiveView view) {
    this.view = view;
  }

  /** Serves one page until it goes away. */
  void serve(SseClient page) {
    if (!places.tryAcquire()) {
      page.sendEvent("full", "There are %d pages open already.".formatted(MOST_PAGES));
      page.close();
      return;
    }
    try {
      tell(page);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
      page.close();
    }
  }

  private void tell(SseClient page) throws InterruptedException {
    Map<String, Object> told = Map.of();
    int quiet = 0;
    while (!closing && !page.terminated()) {
      Map<String, Object> now = view.pulse();
      if (!now.equals(told)) {
        page.sendEvent("pulse", new String(PageJson.bytes(now), StandardCharsets.UTF_8));
        told = now;
        quiet = 0;
      } else if (++quiet == QUIET_BEATS) {
        page.sendComment("still here");
        quiet = 0;
      }
      Thread.sleep(BEAT_MILLIS);
    }
  }

  void close() {
    closing = true;
  }
}
