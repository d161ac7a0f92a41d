package io.headwater.align;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which partitions have been quiet for how many ticks.
 *
 * <p>When data come again after everything was quiet, or after the task itself was held up, every
 * partition gets its full wait anew: records of all of them may be waiting, and the first to be
 * read must not close windows for the others.
 */
final class QuietPartitions {
  private final int ticksUntilSilent;
  private final Map<String, Integer> quietTicks = new TreeMap<>();

  /** Quiet ticks of partitions that have shown nothing yet; there may always be some. */
  private int unseenTicks;

  QuietPartitions(int ticksUntilSilent) {
    this.ticksUntilSilent = ticksUntilSilent;
  }

  /** A record came. */
  void record(String partition) {
    if (allSilent()) {
      startAnew();
    }
    quietTicks.put(partition, 0);
  }

  /** One tick has passed in which the task was not held up. */
  void tick() {
    quietTicks.replaceAll((partition, ticks) -> ticks + 1);
    unseenTicks++;
  }

  void startAnew() {
    quietTicks.replaceAll((partition, ticks) -> 0);
    unseenTicks = 0;
  }

  boolean allSilent() {
    return unseenSilent() && quietTicks.values().stream().allMatch(this::silent);
  }

  /** Whether a partition that never showed anything no longer holds windows back. */
  boolean unseenSilent() {
    return silent(unseenTicks);
  }

  /** Partitions that still hold windows back, in order of their names. */
  Stream<String> speaking() {
    return quietTicks.entrySet().stream().filter(e -> !silent(e.getValue())).map(Map.Entry::getKey);
  }

  /** More than, not as many as: the first tick may follow a record at once. */
  private boolean silent(int ticks) {
    return ticks > ticksUntilSilent;
  }
}
