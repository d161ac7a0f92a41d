package io.headwater.job;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Scrapes a reporter of this process again and again, as Prometheus does, until it is closed. */
public final class Scraper implements AutoCloseable {
  private final int port;
  private final Duration pause;
  private final Thread thread = new Thread(this::run, "scraper");
  private volatile boolean closing;
  private volatile Scrape newest = new Scrape(List.of());
  private final Map<String, Double> greatest = new ConcurrentHashMap<>();
  private final AtomicInteger answers = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();

  /**
   * Begins at once.
   *
   * @param port of the reporter; before somebody listens there is no answer, and it tries on
   * @param pause between one answer and the next question
   */
  public Scraper(int port, Duration pause) {
    this.port = port;
    this.pause = pause;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!closing) {
        try {
          long asked = System.nanoTime();
          newest = Scrape.of(port);
          newest.samples().forEach(s -> greatest.merge(s.name(), s.value(), Math::max));
          nanos.addAndGet(System.nanoTime() - asked);
          answers.incrementAndGet();
        } catch (IOException notYet) {
          // The job has not begun, or has ended.
        }
        Thread.sleep(pause.toMillis());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** The greatest value that was seen under a name; NaN when there was none. */
  public double greatest(String name) {
    return greatest.getOrDefault(name, Double.NaN);
  }

  public int answers() {
    return answers.get();
  }

  /** How long an answer took, on average; NaN before there was one. */
  public double millisAnAnswer() {
    return nanos.get() / 1e6 / answers.get();
  }

  /** The last answer; empty before there was one. */
  public Scrape newest() {
    return newest;
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
