package io.headwater.job;

import io.headwater.config.HeadwaterConfig;
import io.headwater.config.ModalityConfig;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.SensorChunkWireCodec;
import io.headwater.wire.kafka.KafkaOutputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The small ward's good chunks with any number of bad records between them, drawn from a seed, and
 * for each record what must become of it. Bad records name the ward's own subjects as well as
 * strangers; none of them may change anything for anybody.
 */
final class DirtyInput {
  /** What must become of a record: counted under {@code modality} as {@code outcome}. */
  record Fate(String modality, String outcome, String reason) {}

  /** A record of topic and value, its key, and its fate. */
  record Sent(ProducerRecord<byte[], byte[]> record, Fate fate) {}

  private final HeadwaterConfig config;
  private final SplittableRandom random;
  private final SensorChunkWireCodec codec = new SensorChunkWireCodec();
  private final Map<String, String> topics = new HashMap<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final List<SensorChunk> sent = new ArrayList<>();
  private long serial;

  DirtyInput(HeadwaterConfig config, long seed) {
    this.config = config;
    this.random = new SplittableRandom(seed);
    for (ModalityConfig modality : config.modalities()) {
      topics.put(modality.name(), modality.topic());
    }
  }

  /** Counts so far by {@code wrist.used}, as the job's accumulators name them. */
  Map<String, Long> counts() {
    return counts;
  }

  /** Good chunks of so many windows, and between them bad records of the given number. */
  void write(int windows, long bad, Consumer<Sent> to) {
    List<SensorChunk> good = SmallWard.chunks(windows);
    long done = 0;
    for (int i = 0; i < good.size(); i++) {
      SensorChunk chunk = good.get(i);
      send(chunk, new Fate(chunk.modality(), "used", null), to);
      sent.add(chunk);
      for (long due = bad * (i + 1) / good.size(); done < due; done++) {
        spoil(to);
      }
    }
  }

  private void send(SensorChunk chunk, Fate fate, Consumer<Sent> to) {
    raw(chunk.modality(), chunk.subject(), codec.encode(chunk), fate, to);
  }

  private void raw(String topicOf, String key, byte[] value, Fate fate, Consumer<Sent> to) {
    counts.merge(fate.modality() + ".read", 1L, Long::sum);
    counts.merge(fate.modality() + "." + fate.outcome(), 1L, Long::sum);
    byte[] keyBytes = key.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    to.accept(new Sent(new ProducerRecord<>(topics.get(topicOf), keyBytes, value), fate));
  }

  /** A chunk of the present that would be used, were it not spoiled; its sequence is its own. */
  private Spoiled base() {
    SensorChunk last = sent.get(sent.size() - 1);
    String subject =
        random.nextBoolean() ? last.subject() : "stranger-" + random.nextInt(1_000_000);
    return new Spoiled(subject, last.startMicros(), ++serial + 1_000_000);
  }

  private record Spoiled(String subject, long start, long sequence) {
    SensorChunk chunk(List<String> channels, double period, long[] offsets, float[] values) {
      return at(subject, start, channels, period, offsets, values);
    }

    SensorChunk at(
        String who, long when, List<String> channels, double p, long[] offsets, float[] values) {
      return new SensorChunk(
          who, "wrist", "wrist-1", when, p, offsets, channels, values, "", sequence);
    }
  }

  private static final long[] NONE = {};
  private static final double SECOND = SmallWard.SECOND;

  private void spoil(Consumer<Sent> to) {
    Spoiled b = base();
    float[] values = {1, 2, 3, 4};
    SensorChunk fine = b.chunk(SmallWard.WRIST, SECOND, NONE, values);
    byte[] bytes = codec.encode(fine);
    switch (random.nextInt(20)) {
      case 0 -> broken(Arrays.copyOf(bytes, random.nextInt(bytes.length)), "", to);
      case 1 -> broken(wrongSchema(bytes), "schema", to);
      case 2 -> broken(hugeClaim(b), "claims", to);
      case 3 -> broken(noise(), "", to);
      case 4 -> rejected(b.chunk(SmallWard.WRIST, SECOND, NONE, filled(Float.NaN)), "finite", to);
      case 5 ->
          rejected(
              b.chunk(SmallWard.WRIST, SECOND, NONE, filled(Float.NEGATIVE_INFINITY)),
              "finite",
              to);
      case 6 -> rejected(b.chunk(List.of("motion"), SECOND, NONE, values), "carries 1", to);
      case 7 ->
          rejected(
              b.chunk(List.of("warmth", "motion"), SECOND, NONE, values), "declared order", to);
      case 8 -> rejected(at(b, Long.MAX_VALUE - random.nextInt(9)), "ahead of the wall", to);
      case 9 -> rejected(at(b, Long.MIN_VALUE + random.nextInt(9)), "its clock is wrong", to);
      case 10 -> rejected(at(b, -1 - random.nextLong(1L << 50)), "its clock is wrong", to);
      case 11 -> rejected(b.chunk(SmallWard.WRIST, 1e300, NONE, values), "spans", to);
      case 12 -> rejected(b.chunk(SmallWard.WRIST, Double.NaN, NONE, values), "sample period", to);
      case 13 ->
          rejected(
              b.chunk(SmallWard.WRIST, 0, new long[] {5, Long.MIN_VALUE}, values), "offset", to);
      case 14 ->
          rejected(b.chunk(SmallWard.WRIST, SECOND, new long[] {1, 2}, values), "offsets", to);
      case 15 -> rejected(b.chunk(SmallWard.WRIST, SECOND, NONE, new float[3]), "values", to);
      case 16 -> rejected(named(b, " "), "no subject", to);
      case 17 -> rejected(named(b, "x".repeat(300 + random.nextInt(3000))), "characters", to);
      case 18 -> {
        SensorChunk again = sent.get(sent.size() - 1 - random.nextInt(Math.min(9, sent.size())));
        // At most ten seconds old, so its window is open and it is recognised.
        send(again, new Fate(again.modality(), "duplicate", null), to);
      }
      default -> {
        // A window that closed long ago, under a sequence that runs backwards.
        SensorChunk first = sent.get(sent.size() - 1);
        if (first.startMicros() < SmallWard.START_MICROS + 60 * SmallWard.SECOND) {
          rejected(b.chunk(SmallWard.WRIST, -1, NONE, values), "sample period", to);
        } else {
          long old = SmallWard.START_MICROS - random.nextInt(1000);
          SensorChunk late =
              new Spoiled(b.subject(), old, -b.sequence())
                  .chunk(SmallWard.WRIST, SECOND, NONE, values);
          send(late, new Fate("wrist", "late", null), to);
        }
      }
    }
  }

  private static SensorChunk at(Spoiled b, long when) {
    return b.at(b.subject(), when, SmallWard.WRIST, SECOND, NONE, new float[4]);
  }

  private static SensorChunk named(Spoiled b, String who) {
    return b.at(who, b.start(), SmallWard.WRIST, SECOND, NONE, new float[4]);
  }

  private void rejected(SensorChunk chunk, String reason, Consumer<Sent> to) {
    send(chunk, new Fate("wrist", "rejected", reason), to);
  }

  private void broken(byte[] bytes, String reason, Consumer<Sent> to) {
    String topicOf = config.modalities().get(random.nextInt(topics.size())).name();
    raw(topicOf, "noise", bytes, new Fate("unknown", "rejected", reason), to);
  }

  private static float[] filled(float value) {
    float[] values = new float[10];
    Arrays.fill(values, value);
    return values;
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    if (bytes.length > 0) {
      bytes[0] = 0; // No framing of ours.
    }
    return bytes;
  }

  private byte[] wrongSchema(byte[] bytes) {
    byte[] other = bytes.clone();
    other[2 + random.nextInt(8)] ^= (byte) (1 + random.nextInt(255));
    return other;
  }

  /** A subject of a thousand million bytes. */
  private byte[] hugeClaim(Spoiled b) {
    SensorChunk empty = b.chunk(List.of(), SECOND, NONE, new float[0]);
    byte[] whole = codec.encode(empty);
    byte[] head = Arrays.copyOf(whole, 10); // the framing; the subject's length comes next
    byte[] claim = {(byte) 0x80, (byte) 0xA8, (byte) 0xD6, (byte) 0xB9, 0x07};
    byte[] bytes = Arrays.copyOf(head, head.length + claim.length + random.nextInt(50));
    System.arraycopy(claim, 0, bytes, head.length, claim.length);
    return bytes;
  }

  /** A chunk a broker just takes, whose rejection is larger than a broker takes. */
  Sent largest() {
    int request = KafkaOutputs.greatestValue(config.kafka());
    SensorChunk wide =
        new Spoiled("ada", SmallWard.START_MICROS, 1)
            .chunk(List.of("x"), SECOND, NONE, new float[(request + 3800) / Float.BYTES]);
    Fate fate = new Fate("wrist", "rejected", "carries 1");
    List<Sent> one = new ArrayList<>();
    send(wide, fate, one::add);
    return one.get(0);
  }
}
