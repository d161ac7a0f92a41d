package io.headwater.simulate;

import io.headwater.sensor.Modality;
import io.headwater.sensor.ModalityKind;
import io.headwater.sensor.Resampling;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A kind of sensor on the ward, one per sleeper.
 *
 * @param modality modality name of its chunks
 * @param samplesPerSecond sampling rate in Hz
 * @param channels its channels in column order
 */
record WardSensor(String modality, int samplesPerSecond, List<WardChannel> channels) {

  /** Longest silence that interpolation may bridge: one chunk. */
  private static final Duration MAX_GAP = WardSettings.CHUNK;

  /** In the order used everywhere: sleep monitor, wristband, oximeter. */
  static final List<WardSensor> ALL =
      List.of(
          new WardSensor(
              "sleep-monitor",
              8,
              List.of(
                  WardChannel.of("respiration", "au", 0, 0.6, 1).withBreathing(0.7),
                  WardChannel.of("chin-emg", "uV", 12, 3, 3),
                  WardChannel.of("eeg-delta", "uV", 40, 10, 10),
                  WardChannel.of("eeg-sigma", "uV", 8, 1.5, 1.5))),
          new WardSensor(
              "wristband",
              4,
              List.of(
                  WardChannel.of("accel-x", "g", 0.2, 0.12, 0.06),
                  WardChannel.of("accel-y", "g", -0.3, 0.12, 0.06),
                  WardChannel.of("accel-z", "g", 0.85, 0.08, 0.04),
                  WardChannel.of("temperature", "degC", 33, 0.5, 0.2),
                  WardChannel.of("eda", "uS", 2, 0.5, 0.2))),
          new WardSensor(
              "oximeter",
              1,
              List.of(
                  WardChannel.of("spo2", "%", 96, 1.5, 0.5).withCeiling(100),
                  WardChannel.of("heart-rate", "1/min", 60, 8, 2.5),
                  WardChannel.of("perfusion", "%", 5, 1, 0.3))));

  WardSensor {
    channels = List.copyOf(channels);
  }

  List<String> channelNames() {
    return channels.stream().map(WardChannel::name).toList();
  }

  String units() {
    return channels.stream().map(WardChannel::unit).collect(Collectors.joining(","));
  }

  double periodMicros() {
    return 1e6 / samplesPerSecond;
  }

  int samplesPerChunk() {
    return (int) (WardSettings.CHUNK.toSeconds() * samplesPerSecond);
  }

  /** A level and a log spread per channel. */
  int parameters() {
    return 2 * channels.size();
  }

  Modality toModality() {
    return new Modality(
        modality,
        ModalityKind.TIME_SERIES,
        channelNames(),
        samplesPerSecond,
        Resampling.MEAN,
        MAX_GAP);
  }
}
