package io.headwater.simulate;

import io.headwater.sensor.ChunkReader;
import io.headwater.sensor.Modality;
import io.headwater.sensor.SensorRecord;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A simulated sleep ward whose hidden causes are known.
 *
 * <pre>{@code
 * Ward ward = new Ward(WardSettings.defaults());
 * Iterator<WardEvent> night = ward.events();
 * CausalGraph truth = ward.truth().graph();
 * }</pre>
 *
 * <p>Every 30 s the causes of each sleeper are drawn anew from a structural causal model with links
 * between modalities only; they set level and spread of each channel through a curved mixing, and
 * samples follow. All sleepers share links, mechanisms, mixing and calibration; only their causes
 * differ. The same settings always give the same bytes. Events are produced as they are asked for,
 * in memory that grows with the number of sleepers and not with the length of the night.
 */
public final class Ward {
  private final WardSettings settings;
  private final HiddenCauses causes;
  private final FaultPlan plan;
  private final List<SensorSignal> signals = new ArrayList<>();

  public Ward(WardSettings settings) {
    this.settings = settings;
    this.causes = new HiddenCauses(settings, WardSensor.ALL.size());
    this.plan = new FaultPlan(settings);
    for (int m = 0; m < WardSensor.ALL.size(); m++) {
      signals.add(new SensorSignal(settings.seed(), m, WardSensor.ALL.get(m), causes));
    }
  }

  /** The three modalities, in the order used everywhere; {@code examples/ward.yaml} agrees. */
  public static List<Modality> modalities() {
    return WardSensor.ALL.stream().map(WardSensor::toModality).toList();
  }

  public WardSettings settings() {
    return settings;
  }

  public WardTruth truth() {
    return new WardTruth(settings, causes, plan);
  }

  /** A fresh pass over the whole night, in order of arrival. */
  public Iterator<WardEvent> events() {
    return new WardEvents(settings, causes, signals, plan);
  }

  /** A fresh pass that leaves out what is no chunk. */
  public ChunkReader asReader() {
    return new ChunksOnly(events());
  }

  private record ChunksOnly(Iterator<WardEvent> events) implements ChunkReader {
    @Override
    public Optional<SensorRecord> next() {
      while (events.hasNext()) {
        if (events.next() instanceof WardEvent.ChunkEvent event) {
          return Optional.of(event.chunk());
        }
      }
      return Optional.empty();
    }

    @Override
    public void close() {
      // Nothing is open: the ward is computed, not read.
    }
  }
}
