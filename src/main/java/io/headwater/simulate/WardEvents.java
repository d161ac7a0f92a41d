package io.headwater.simulate;

import io.headwater.sensor.SensorChunk;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * One pass over the night in order of arrival: by chunk start, then sleeper, then sensor; delayed
 * chunks when their delay is over. Holds one chunk per sensor and the few that are delayed.
 */
final class WardEvents implements Iterator<WardEvent> {
  private final WardSettings settings;
  private final HiddenCauses causes;
  private final List<SensorSignal> signals;
  private final FaultPlan plan;
  private final HiddenCauses.Causes[] current;
  private final ArrayDeque<SensorChunk> held = new ArrayDeque<>();
  private final ArrayDeque<WardEvent> ready = new ArrayDeque<>();
  private long chunk;

  WardEvents(
      WardSettings settings, HiddenCauses causes, List<SensorSignal> signals, FaultPlan plan) {
    this.settings = settings;
    this.causes = causes;
    this.signals = signals;
    this.plan = plan;
    this.current = new HiddenCauses.Causes[settings.sleepers()];
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && chunk <= settings.chunks()) {
      long startMicros = settings.startMicros() + chunk * WardSettings.CHUNK_MICROS;
      releaseHeld(startMicros);
      if (chunk < settings.chunks()) {
        measure(startMicros);
      }
      chunk++;
    }
    return !ready.isEmpty();
  }

  @Override
  public WardEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The night is over.");
    }
    return ready.remove();
  }

  private void releaseHeld(long nowMicros) {
    long delayMicros = settings.faults().delay().toNanos() / 1000;
    while (!held.isEmpty() && held.peek().startMicros() + delayMicros <= nowMicros) {
      ready.add(new WardEvent.ChunkEvent(held.remove()));
    }
  }

  private void measure(long startMicros) {
    boolean newStep = startMicros % WardSettings.STEP_MICROS == 0;
    for (int sleeper = 0; sleeper < settings.sleepers(); sleeper++) {
      String subject = settings.subject(sleeper);
      if (newStep) {
        current[sleeper] = causes.at(Draws.key(subject), startMicros / WardSettings.STEP_MICROS);
      }
      for (int sensor = 0; sensor < signals.size(); sensor++) {
        send(subject, sleeper, sensor, startMicros);
      }
    }
  }

  private void send(String subject, int sleeper, int sensor, long startMicros) {
    Fault fault = plan.of(sleeper, sensor, chunk);
    if (!fault.sent()) {
      return;
    }
    SensorChunk good = signals.get(sensor).chunk(subject, current[sleeper], startMicros, chunk);
    SensorChunk sent = ChunkDamage.of(fault, good);
    if (fault == Fault.DELAYED) {
      held.add(sent);
    } else {
      ready.add(new WardEvent.ChunkEvent(sent));
    }
    if (fault == Fault.DUPLICATE) {
      ready.add(new WardEvent.ChunkEvent(sent));
    }
    if (plan.garbageAfter(sleeper, sensor, chunk)) {
      ready.add(
          new WardEvent.GarbageEvent(
              sent.modality(), subject, plan.garbage(sleeper, sensor, chunk)));
    }
  }
}
