package io.headwater.job;

import io.headwater.config.HeadwaterConfig;
import io.headwater.config.ModalityConfig;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.SensorChunkWireCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The ward's chunks as they arrive over bad radio: out of order within the lateness, some twice,
 * some much too late, some broken; and a tally of what must become of each.
 */
public final class RoughInput {
  private static final int PARTITIONS = 2;

  /** Below the lateness of ten seconds. */
  private static final long MAX_DELAY = 8 * SmallWard.SECOND;

  private final Map<String, String> topics = new HashMap<>();
  private final SensorChunkWireCodec codec = new SensorChunkWireCodec();
  private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final Map<String, Long> counts = new TreeMap<>();

  /** Bytes that must come back on the rejected topic, and a word of the reason for each. */
  final Map<String, byte[]> rejected = new TreeMap<>();

  final List<Long> lateSequences = new ArrayList<>();

  public RoughInput(HeadwaterConfig config, int windows) {
    for (ModalityConfig modality : config.modalities()) {
      topics.put(modality.name(), modality.topic());
    }
    SplittableRandom random = new SplittableRandom(17);
    record Arriving(long at, SensorChunk chunk) {}
    List<SensorChunk> chunks = SmallWard.chunks(windows);
    List<Arriving> arrivals =
        new ArrayList<>(
            chunks.stream()
                .map(c -> new Arriving(c.startMicros() + random.nextLong(MAX_DELAY), c))
                .toList());
    arrivals.sort(Comparator.comparingLong(Arriving::at));
    for (int i = 0; i < arrivals.size(); i++) {
      SensorChunk chunk = arrivals.get(i).chunk();
      send(i % 50 == 7 ? withHoles(chunk) : chunk, "used");
      if (i % 40 == 13) {
        send(chunk, "duplicate");
      }
      if (i == arrivals.size() / 3 || i == arrivals.size() / 2) {
        spoil(i);
      }
    }
  }

  public List<ProducerRecord<byte[], byte[]>> records() {
    return records;
  }

  /** {@code wrist.used=3}, as the job's accumulators name them. */
  public Map<String, Long> counts() {
    return counts;
  }

  private void send(SensorChunk chunk, String outcome) {
    raw(chunk.modality(), chunk.subject(), codec.encode(chunk));
    count(chunk.modality(), outcome);
  }

  private void count(String modality, String outcome) {
    counts.merge(modality + ".read", 1L, Long::sum);
    counts.merge(modality + "." + outcome, 1L, Long::sum);
  }

  private void raw(String modality, String subject, byte[] bytes) {
    records.add(
        new ProducerRecord<>(
            topics.get(modality),
            Math.floorMod(SmallWard.SUBJECTS.indexOf(subject), PARTITIONS),
            subject.getBytes(StandardCharsets.UTF_8),
            bytes));
  }

  /** One NaN and one infinity among good samples: they count as missing, the chunk is used. */
  private static SensorChunk withHoles(SensorChunk chunk) {
    if (chunk.values().length < 5) {
      return chunk;
    }
    float[] values = chunk.values().clone();
    values[1] = Float.NaN;
    values[3] = Float.POSITIVE_INFINITY;
    return with(chunk, chunk.channels(), values, chunk.sequence());
  }

  private static SensorChunk with(
      SensorChunk c, List<String> channels, float[] values, long sequence) {
    return new SensorChunk(
        c.subject(),
        c.modality(),
        c.device(),
        c.startMicros(),
        c.periodMicros(),
        c.offsetsMicros(),
        channels,
        values,
        c.unit(),
        sequence);
  }

  private void spoil(int round) {
    String who = SmallWard.SUBJECTS.get(round % 2);
    SensorChunk good = SmallWard.chunk(who, "wrist", SmallWard.WRIST, 100);
    for (String modality : List.of("wrist", "belt")) {
      List<String> channels = modality.equals("wrist") ? SmallWard.WRIST : SmallWard.BELT;
      SensorChunk old = SmallWard.chunk(who, modality, channels, 0);
      lateSequences.add(9000L + round);
      send(with(old, channels, old.values(), 9000 + round), "late");
    }
    float[] nan = new float[10];
    Arrays.fill(nan, Float.NaN);
    nan[3] = Float.NEGATIVE_INFINITY;
    reject("no finite value", "wrist", with(good, SmallWard.WRIST, nan, 8000 + round));
    List<String> three = List.of("motion", "warmth", "extra");
    reject("carries 3", "wrist", with(good, three, new float[15], 8100 + round));
    List<String> swapped = List.of("warmth", "motion");
    reject("in the declared order", "wrist", with(good, swapped, new float[10], 8200 + round));
    SensorChunk future =
        new SensorChunk(
            who,
            "belt",
            "belt-1",
            Long.MAX_VALUE / 4,
            SmallWard.SECOND,
            new long[0],
            SmallWard.BELT,
            new float[5],
            "",
            8300 + round);
    reject("ahead of the wall clock", "belt", future);
    SensorChunk stranger =
        new SensorChunk(
            who,
            "mystery",
            "",
            good.startMicros(),
            SmallWard.SECOND,
            new long[0],
            List.of("x"),
            new float[5],
            "",
            8400 + round);
    broken("is not declared", codec.encode(stranger), who);
    byte[] garbage = new byte[40];
    new SplittableRandom(round).nextBytes(garbage);
    garbage[0] = 0;
    broken("", garbage, who);
    broken("", new byte[0], who);
    byte[] whole = codec.encode(good);
    broken("", Arrays.copyOf(whole, whole.length / 2), who);
  }

  private void reject(String reason, String modality, SensorChunk chunk) {
    rejected.put(position(modality, chunk.subject()) + " " + reason, codec.encode(chunk));
    send(chunk, "rejected");
  }

  private void broken(String reason, byte[] bytes, String who) {
    rejected.put(position("wrist", who) + " " + reason, bytes);
    raw("wrist", who, bytes);
    count("unknown", "rejected");
  }

  /** Topic, partition and offset of the next record of a modality of somebody. */
  private String position(String modality, String subject) {
    int partition = Math.floorMod(SmallWard.SUBJECTS.indexOf(subject), PARTITIONS);
    String topic = topics.get(modality);
    long offset =
        records.stream().filter(r -> r.topic().equals(topic) && r.partition() == partition).count();
    return topic + "-" + partition + "@" + offset;
  }
}
