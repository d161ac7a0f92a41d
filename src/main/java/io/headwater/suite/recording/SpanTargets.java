package io.headwater.suite.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Classes that hold for spans of time; a window has one when it lies within a span as a whole. */
final class SpanTargets implements Targets {
  private record Span(long from, long to, int type) {}

  private final Map<String, List<Span>> spans = new HashMap<>();

  /** A class holds for a subject from a time to before another, microseconds since the epoch. */
  void add(String subject, long from, long to, int type) {
    spans.computeIfAbsent(subject, s -> new ArrayList<>()).add(new Span(from, to, type));
  }

  @Override
  public double of(String subject, long startMicros, long endMicros) {
    for (Span span : spans.getOrDefault(subject, List.of())) {
      if (span.from() <= startMicros && endMicros <= span.to()) {
        return span.type();
      }
    }
    return Double.NaN;
  }
}
