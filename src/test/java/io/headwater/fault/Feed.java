package io.headwater.fault;

import io.headwater.config.HeadwaterConfig;
import io.headwater.job.RoughInput;
import io.headwater.job.SmallWard;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.MalformedRecordException;
import io.headwater.wire.SensorChunkWireCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What the sensors send, in parts, between which faults strike.
 *
 * @param name names the input topics
 * @param windows windows of each subject that hold data, apart from those of the closing chunks
 * @param parts records in order; a part is sent once the part before was read
 * @param silence how long nothing comes between the parts
 * @param maxWait the ward's {@code window.max-wait}
 * @param latents windows that must be published
 */
record Feed(
    String name,
    int windows,
    List<List<ProducerRecord<byte[], byte[]>>> parts,
    Duration silence,
    Duration maxWait,
    int latents) {

  /** Long enough that silence never closes a window. */
  private static final Duration NEVER = Duration.ofHours(1);

  /** Processing time: what a busy machine is held up for must not look like silence. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final int PARTITIONS = 2;

  /** Windows between the last data and the chunks that close all windows before them. */
  private static final int GAP = 5;

  /** Nobody's facts come again with each window of hers, so a window of hers can hold nothing. */
  private static final String MISSED_SUBJECT = "cleo";

  /**
   * Windows of some kilobytes from chunks of half a one: more than fits the buffers between tasks,
   * so that a consumer that halts is felt up to the source ({@link FaultCluster}).
   */
  static final int SAMPLES_PER_SECOND = 25;

  private static final Stretch WITHOUT_BELT = new Stretch(20, 26);
  private static final Stretch WITHOUT_NUMBERS = new Stretch(30, 34);
  private static final Stretch BEYOND_SENSORS = new Stretch(36, 40);

  private static final String UNIT = "m/s² ".repeat(100);

  private static final SensorChunkWireCodec CODEC = new SensorChunkWireCodec();

  static List<String> topics(String name) {
    return List.of(name + ".wrist", name + ".belt", name + ".facts");
  }

  /** Everybody sends all the time, over bad radio ({@link RoughInput}). */
  static Feed steady(String name, int windows) {
    List<ProducerRecord<byte[], byte[]>> records = records(name, windows);
    return of(name, windows, thirds(records), Duration.ZERO, NEVER);
  }

  /** The same without anything of one window of one person, which is expected all the same. */
  static Feed gap(String name, int windows) {
    List<ProducerRecord<byte[], byte[]>> records = records(name, windows);
    byte[] who = MISSED_SUBJECT.getBytes(StandardCharsets.UTF_8);
    int window = windows / 2;
    records.removeIf(
        r ->
            Arrays.equals(r.key(), who)
                && start(r) >= startMicros(window)
                && start(r) < startMicros(window + 1));
    int latents = windows * SmallWard.SUBJECTS.size() - 1;
    return new Feed(name, windows, thirds(records), Duration.ZERO, NEVER, latents);
  }

  /** Record id of the window that {@link #gap} leaves out. */
  static String missed(int windows) {
    return MISSED_SUBJECT + "@" + startMicros(windows / 2 + 1);
  }

  /** One modality never sends anything. */
  static Feed silent(String name, int windows) {
    return closedBySilence(name, windows, beltUntil(name, windows, 0));
  }

  /** One modality falls silent for good in the middle. */
  static Feed stopping(String name, int windows) {
    return closedBySilence(name, windows, beltUntil(name, windows, windows / 2));
  }

  /**
   * One modality falls silent, its windows are closed without it, and then it sends all it had
   * kept: late.
   */
  static Feed returning(String name, int windows) {
    long half = middle(windows);
    ToLongFunction<ProducerRecord<byte[], byte[]>> start = Feed::start;
    Predicate<ProducerRecord<byte[], byte[]>> belt = r -> r.topic().endsWith(".belt");
    List<ProducerRecord<byte[], byte[]>> all = records(name, windows);
    List<ProducerRecord<byte[], byte[]>> now = new ArrayList<>(all);
    now.removeIf(belt.and(r -> start.applyAsLong(r) >= half));
    List<ProducerRecord<byte[], byte[]>> kept = new ArrayList<>(all);
    kept.removeAll(now);
    // Two silences: one closes windows without the belt, one at the end those of the closing
    // chunks.
    return new Feed(name, windows, List.of(now, kept), SOON.multipliedBy(2), SOON, closed(windows));
  }

  /** One device jumps two days ahead and comes back: its partition's clock stays ahead. */
  static Feed clockJump(String name, int windows) {
    List<ProducerRecord<byte[], byte[]>> records = records(name, windows);
    int at = records.size() / 2;
    records.add(at, chunk(name, "ada", "wrist", 2 * 24 * 3600));
    return of(name, windows, split(records, at + 1), Duration.ZERO, NEVER);
  }

  /** One partition sends nothing for a while, and nothing may be closed without it. */
  static Feed stalled(String name, int windows) {
    List<ProducerRecord<byte[], byte[]>> all = records(name, windows);
    long half = middle(windows);
    List<ProducerRecord<byte[], byte[]>> now = new ArrayList<>(all);
    now.removeIf(r -> r.topic().endsWith(".wrist") && r.partition() == 1 && start(r) >= half);
    List<ProducerRecord<byte[], byte[]>> rest = new ArrayList<>(all);
    rest.removeAll(now);
    return of(name, windows, List.of(now, rest), Duration.ofSeconds(1), NEVER);
  }

  /**
   * Three stretches of trouble in a row, each of more than a mini-batch of everybody's windows: no
   * belt; chunks of which one value is a number; chunks of values that no sensor has. Around them
   * the bad radio of {@link #steady} with its broken records.
   *
   * @param cuts windows at whose beginning a further part of the feed begins
   */
  static Feed troubled(String name, int windows, int... cuts) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> record : records(name, windows)) {
      if (during(record, WITHOUT_NUMBERS)) {
        records.add(withValues(record, Feed::almostEmpty));
      } else if (during(record, BEYOND_SENSORS)) {
        records.add(withValues(record, Feed::extreme));
      } else if (!record.topic().endsWith(".belt") || !during(record, WITHOUT_BELT)) {
        records.add(record);
      }
    }
    List<List<ProducerRecord<byte[], byte[]>>> parts = new ArrayList<>();
    int from = 0;
    for (int cut : cuts) {
      int to = from;
      // Facts are never broken, and their clocks never wrong.
      while (!records.get(to).topic().endsWith(".facts")
          || start(records.get(to)) < startMicros(cut)) {
        to++;
      }
      parts.add(List.copyOf(records.subList(from, to)));
      from = to;
    }
    parts.add(List.copyOf(records.subList(from, records.size())));
    return of(name, windows, List.copyOf(parts), Duration.ZERO, NEVER);
  }

  /** Record ids of the latents of windows in which {@link #troubled} has no belt. */
  static List<String> withoutBelt() {
    return WITHOUT_BELT.ids();
  }

  /**
   * Windows of everybody.
   *
   * @param from first
   * @param to behind the last
   */
  private record Stretch(int from, int to) {
    List<String> ids() {
      return Feed.ids(from, to);
    }
  }

  private static boolean during(ProducerRecord<byte[], byte[]> record, Stretch stretch) {
    long start = start(record);
    return start >= startMicros(stretch.from()) && start < startMicros(stretch.to());
  }

  private static float[] almostEmpty(float[] values) {
    float[] out = new float[values.length];
    Arrays.fill(out, Float.NaN);
    out[0] = values[0];
    return out;
  }

  private static float[] extreme(float[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = i % 2 == 0 ? Float.MAX_VALUE : -Float.MAX_VALUE;
    }
    return out;
  }

  int sent() {
    return parts.stream().mapToInt(List::size).sum();
  }

  /** Record ids of the latents of all windows but those of the closing chunks. */
  List<String> expected() {
    return ids(0, windows);
  }

  private static List<String> ids(int from, int to) {
    List<String> ids = new ArrayList<>();
    for (int window = from + 1; window <= to; window++) {
      long end = startMicros(window);
      SmallWard.SUBJECTS.forEach(subject -> ids.add(subject + "@" + end));
    }
    return ids;
  }

  private static Feed of(
      String name,
      int windows,
      List<List<ProducerRecord<byte[], byte[]>>> parts,
      Duration silence,
      Duration maxWait) {
    return new Feed(name, windows, parts, silence, maxWait, windows * SmallWard.SUBJECTS.size());
  }

  /** In one part: what comes after a silence finds its windows closed. */
  private static Feed closedBySilence(
      String name, int windows, List<ProducerRecord<byte[], byte[]>> records) {
    return new Feed(name, windows, List.of(records), Duration.ZERO, SOON, closed(windows));
  }

  /** When all are silent, the windows of the closing chunks close as well, one per partition. */
  private static int closed(int windows) {
    return windows * SmallWard.SUBJECTS.size() + PARTITIONS;
  }

  private static long middle(int windows) {
    return startMicros(windows / 2);
  }

  private static List<List<ProducerRecord<byte[], byte[]>>> split(
      List<ProducerRecord<byte[], byte[]>> records, int at) {
    return List.of(
        List.copyOf(records.subList(0, at)), List.copyOf(records.subList(at, records.size())));
  }

  private static List<List<ProducerRecord<byte[], byte[]>>> thirds(
      List<ProducerRecord<byte[], byte[]>> records) {
    int third = records.size() / 3;
    return List.of(
        List.copyOf(records.subList(0, third)),
        List.copyOf(records.subList(third, 2 * third)),
        List.copyOf(records.subList(2 * third, records.size())));
  }

  private static List<ProducerRecord<byte[], byte[]>> beltUntil(
      String name, int windows, int until) {
    long end = startMicros(until);
    List<ProducerRecord<byte[], byte[]>> records = records(name, windows);
    records.removeIf(r -> r.topic().endsWith(".belt") && start(r) >= end);
    return records;
  }

  private static List<ProducerRecord<byte[], byte[]>> records(String name, int windows) {
    HeadwaterConfig config = SmallWard.config(settings(name));
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    int window = 1;
    for (ProducerRecord<byte[], byte[]> record : new RoughInput(config, windows).records()) {
      if (window < windows && start(record) >= startMicros(window)) {
        facts(name, window++, records);
      }
      records.add(withUnit(record));
    }
    for (String modality : List.of("wrist", "belt")) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        int second = (windows + GAP) * SmallWard.WINDOW_SECONDS;
        records.add(chunk(name, SmallWard.SUBJECTS.get(partition), modality, second));
      }
    }
    facts(name, windows + GAP, records);
    return records;
  }

  private static ProducerRecord<byte[], byte[]> withUnit(ProducerRecord<byte[], byte[]> record) {
    return withValues(record, values -> values);
  }

  /** The record with other values and the long unit; what cannot be read stays as it is. */
  private static ProducerRecord<byte[], byte[]> withValues(
      ProducerRecord<byte[], byte[]> record, UnaryOperator<float[]> values) {
    try {
      SensorChunk c = CODEC.decode(record.value());
      SensorChunk chunk =
          new SensorChunk(
              c.subject(),
              c.modality(),
              c.device(),
              c.startMicros(),
              c.periodMicros(),
              c.offsetsMicros(),
              c.channels(),
              values.apply(c.values()),
              UNIT,
              c.sequence());
      return new ProducerRecord<>(
          record.topic(), record.partition(), record.key(), CODEC.encode(chunk));
    } catch (MalformedRecordException broken) {
      return record;
    }
  }

  /** Facts come again with each window, so that no partition holds the others back. */
  private static void facts(String name, int window, List<ProducerRecord<byte[], byte[]>> records) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      String subject = SmallWard.SUBJECTS.get(partition);
      records.add(chunk(name, subject, "facts", window * SmallWard.WINDOW_SECONDS));
    }
  }

  private static long startMicros(int window) {
    return SmallWard.START_MICROS + window * SmallWard.WINDOW_SECONDS * SmallWard.SECOND;
  }

  /** What a job over a feed must be configured with beside the ward. */
  static String[] settings(String name) {
    List<String> topics = topics(name);
    return new String[] {
      "modalities[0].rate=" + SAMPLES_PER_SECOND,
      "modalities[1].rate=" + SAMPLES_PER_SECOND,
      "modalities[0].topic=" + topics.get(0),
      "modalities[1].topic=" + topics.get(1),
      "modalities[2].topic=" + topics.get(2)
    };
  }

  private static ProducerRecord<byte[], byte[]> chunk(
      String name, String subject, String modality, int second) {
    SensorChunk chunk =
        switch (modality) {
          case "wrist" -> SmallWard.chunk(subject, modality, SmallWard.WRIST, second);
          case "belt" -> SmallWard.chunk(subject, modality, SmallWard.BELT, second);
          default ->
              new SensorChunk(
                  subject,
                  modality,
                  "",
                  SmallWard.START_MICROS + second * SmallWard.SECOND,
                  0,
                  new long[] {0},
                  SmallWard.FACTS,
                  new float[] {40, 25},
                  "",
                  second);
        };
    return new ProducerRecord<>(
        name + "." + modality,
        SmallWard.SUBJECTS.indexOf(subject) % PARTITIONS,
        subject.getBytes(StandardCharsets.UTF_8),
        CODEC.encode(chunk));
  }

  /** Start of a record's chunk; what cannot be read counts as early. */
  private static long start(ProducerRecord<byte[], byte[]> record) {
    try {
      return CODEC.decode(record.value()).startMicros();
    } catch (MalformedRecordException broken) {
      return Long.MIN_VALUE;
    }
  }
}
