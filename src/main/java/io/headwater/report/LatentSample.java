package io.headwater.report;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.learn.LatentRecord;
import io.headwater.report.Truth.Window;
import io.headwater.wire.AvroFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Latents of some windows of a run, by modality, among those with data of it. Which windows depends
 * on their subjects and starts alone, so that runs over the same windows sample the same ones:
 * those with the least hash values (a bottom-k sketch).
 */
final class LatentSample {
  /** A correlation is then known to about ±.02. */
  static final int ROWS = 2000;

  private record Key(long hash, Window window) {
    static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::hash)
            .thenComparing(k -> k.window().subject())
            .thenComparingLong(k -> k.window().startMicros());

    static Key of(LatentRecord window) {
      long seed = 31 * window.windowStart() + window.subject().hashCode();
      return new Key(
          new SplittableRandom(seed).nextLong(),
          new Window(window.subject(), window.windowStart()));
    }
  }

  private final Map<String, TreeMap<Key, float[]>> means = new LinkedHashMap<>();

  private LatentSample() {}

  static LatentSample read(Path latents) throws IOException {
    LatentSample sample = new LatentSample();
    AvroFiles.readLatents(latents, sample::add);
    return sample;
  }

  private void add(LatentRecord window) {
    Key key = Key.of(window);
    for (ModalityEstimate modality : window.estimate().modalities()) {
      TreeMap<Key, float[]> own =
          means.computeIfAbsent(modality.modality(), m -> new TreeMap<>(Key.ORDER));
      if (modality.present() && (own.size() < ROWS || Key.ORDER.compare(key, own.lastKey()) < 0)) {
        own.put(key, modality.mean());
        if (own.size() > ROWS) {
          own.pollLastEntry();
        }
      }
    }
  }

  /** By modality, in declared order: posterior means of each window, at most {@value #ROWS}. */
  Map<String, Map<Window, float[]>> means() {
    Map<String, Map<Window, float[]>> byModality = new LinkedHashMap<>();
    means.forEach(
        (modality, rows) -> {
          Map<Window, float[]> byWindow = new LinkedHashMap<>();
          rows.forEach((key, mean) -> byWindow.put(key.window(), mean));
          byModality.put(modality, byWindow);
        });
    return byModality;
  }
}
