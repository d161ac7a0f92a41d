package io.headwater.dashboard;

import io.headwater.sensor.SensorChunk;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sensor samples by person and modality, downsampled as they come: mean, least and greatest of each
 * channel per bucket of time. Bounded altogether as {@link LatentHistory} is.
 */
final class SensorCurves {
  /** Channels shown of one modality; of more, the first. */
  static final int MOST_CHANNELS = 8;

  /** Four to a window: 720 windows' worth. */
  static final int MOST_BUCKETS = 2880;

  /** Of all people; 16 bytes each and about as much again around them: 100 MB at most. */
  static final int MOST_CELLS = 3_000_000;

  /** What people looked at may hold beyond their share. */
  static final int EXTRA = MOST_CELLS / 4;

  private static final int MOST_CURVES = 60_000;

  /** Mean, least, greatest, count. */
  private static final int FIGURES = 4;

  private final long bucketMicros;
  private final WatchedSubjects watched;
  private final Map<Key, Curve> curves = new LinkedHashMap<>(1024, 0.75f, true);
  private long channels;
  private long cells;

  private record Key(String subject, String modality) {}

  /** Per bucket, channel by channel: mean, least, greatest, count. */
  private static final class Curve {
    final List<String> channels;
    final String unit;
    final Ring<float[]> buckets = new Ring<>();

    Curve(SensorChunk chunk) {
      channels = chunk.channels().stream().limit(MOST_CHANNELS).toList();
      unit = chunk.unit();
    }
  }

  /**
   * What is held of a modality of one person.
   *
   * @param channels names, the first {@value #MOST_CHANNELS}
   * @param unit as in the chunks
   * @param buckets by start: per channel mean, least, greatest, count; count 0 where none was known
   */
  record Held(List<String> channels, String unit, List<Ring.Timed<float[]>> buckets) {
    static float mean(float[] bucket, int channel) {
      return figure(bucket, channel, 0);
    }

    static float least(float[] bucket, int channel) {
      return figure(bucket, channel, 1);
    }

    static float greatest(float[] bucket, int channel) {
      return figure(bucket, channel, 2);
    }

    private static float figure(float[] bucket, int channel, int which) {
      int at = channel * FIGURES;
      return bucket[at + FIGURES - 1] == 0 ? Float.NaN : bucket[at + which];
    }
  }

  SensorCurves(long bucketMicros, WatchedSubjects watched) {
    this.bucketMicros = bucketMicros;
    this.watched = watched;
  }

  synchronized void add(SensorChunk chunk) {
    Key key = new Key(chunk.subject(), chunk.modality());
    Curve curve = curves.get(key);
    if (curve == null || !fits(curve, chunk)) {
      forget(key);
      curve = new Curve(chunk);
      curves.put(key, curve);
      channels += curve.channels.size();
    }
    for (int s = 0; s < chunk.samples(); s++) {
      float[] bucket = bucket(curve, chunk.timeMicros(s));
      for (int c = 0; bucket != null && c < curve.channels.size(); c++) {
        count(bucket, c * FIGURES, chunk.values()[s * chunk.channels().size() + c]);
      }
    }
    int dropped = curve.buckets.trim(watched.contains(key.subject()) ? MOST_BUCKETS : share());
    cells -= (long) dropped * curve.channels.size();
    if (curves.size() > MOST_CURVES) {
      forget(curves.keySet().iterator().next());
    }
    if (cells > MOST_CELLS + EXTRA) {
      giveBack(false);
    }
    if (cells > MOST_CELLS + EXTRA) {
      giveBack(true); // more is looked at than there is room for
    }
  }

  /** Down to the share of now, who has been silent longest first. */
  private void giveBack(boolean looked) {
    int share = share();
    Iterator<Map.Entry<Key, Curve>> silentFirst = curves.entrySet().iterator();
    while (cells > MOST_CELLS && silentFirst.hasNext()) {
      Map.Entry<Key, Curve> next = silentFirst.next();
      if (watched.contains(next.getKey().subject()) == looked) {
        int dropped = next.getValue().buckets.trim(share);
        cells -= (long) dropped * next.getValue().channels.size();
      }
    }
  }

  private static boolean fits(Curve curve, SensorChunk chunk) {
    return chunk.channels().stream().limit(MOST_CHANNELS).toList().equals(curve.channels);
  }

  private void forget(Key key) {
    Curve old = curves.remove(key);
    if (old != null) {
      channels -= old.channels.size();
      cells -= (long) old.buckets.size() * old.channels.size();
    }
  }

  private int share() {
    return (int) Math.max(1, Math.min(MOST_BUCKETS, MOST_CELLS / Math.max(1, channels)));
  }

  /** The bucket of a time; null when it lies before what is kept. */
  private float[] bucket(Curve curve, long timeMicros) {
    long start = Math.floorDiv(timeMicros, bucketMicros) * bucketMicros;
    float[] known = curve.buckets.at(start);
    if (known != null) {
      return known;
    }
    float[] fresh = new float[curve.channels.size() * FIGURES];
    if (!curve.buckets.append(start, fresh)) {
      return null;
    }
    cells += curve.channels.size();
    return fresh;
  }

  private static void count(float[] bucket, int at, float value) {
    if (!Float.isFinite(value)) {
      return;
    }
    float n = bucket[at + 3];
    bucket[at] += (value - bucket[at]) / (n + 1);
    bucket[at + 1] = n == 0 ? value : Math.min(bucket[at + 1], value);
    bucket[at + 2] = n == 0 ? value : Math.max(bucket[at + 2], value);
    bucket[at + 3] = n + 1;
  }

  /** What is held of one person's modality; no buckets when nothing is. */
  synchronized Held of(String subject, String modality) {
    Curve curve = curves.get(new Key(subject, modality));
    return curve == null
        ? new Held(List.of(), "", List.of())
        : new Held(
            curve.channels,
            curve.unit,
            curve.buckets.all().stream()
                .map(b -> new Ring.Timed<>(b.time(), Arrays.copyOf(b.row(), b.row().length)))
                .toList());
  }

  long bucketMicros() {
    return bucketMicros;
  }

  synchronized long cells() {
    return cells;
  }
}
