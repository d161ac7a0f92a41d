package io.headwater.simulate;

import io.headwater.sensor.SensorChunk;
import java.util.SplittableRandom;

/** Turns the causes of a step into the chunks of one kind of sensor. */
final class SensorSignal {
  private final long seed;
  private final int modality;
  private final WardSensor sensor;
  private final Mixing mixing;

  SensorSignal(long seed, int modality, WardSensor sensor, HiddenCauses causes) {
    this.seed = seed;
    this.modality = modality;
    this.sensor = sensor;
    this.mixing =
        Mixing.clearest(
            Draws.of(seed, Draws.Purpose.MIXING, modality), causes, modality, sensor.parameters());
  }

  SensorChunk chunk(String subject, HiddenCauses.Causes causes, long startMicros, long sequence) {
    return new SensorChunk(
        subject,
        sensor.modality(),
        sensor.modality() + "-of-" + subject,
        startMicros,
        sensor.periodMicros(),
        new long[0],
        sensor.channelNames(),
        samples(Draws.key(subject), causes, startMicros),
        sensor.units(),
        sequence);
  }

  private float[] samples(long subjectKey, HiddenCauses.Causes causes, long startMicros) {
    double[] parameters = mixing.parameters(causes.of(modality));
    SplittableRandom random =
        Draws.of(seed, Draws.Purpose.SAMPLES, subjectKey, modality, startMicros);
    double intoStep = Math.floorMod(startMicros, WardSettings.STEP_MICROS) / 1e6;
    int width = sensor.channels().size();
    float[] values = new float[sensor.samplesPerChunk() * width]; // (sample, channel)
    for (int i = 0; i < values.length; i++) {
      int channel = i % width;
      double seconds = intoStep + (double) (i / width) / sensor.samplesPerSecond();
      values[i] =
          sensor
              .channels()
              .get(channel)
              .sample(
                  parameters[channel], parameters[width + channel], seconds, random.nextGaussian());
    }
    return values;
  }
}
