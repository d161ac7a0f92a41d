package io.headwater.learn;

import io.headwater.config.DriftConfig;
import io.headwater.config.DriftConfig.Policy;
import io.headwater.estimator.WindowEstimate;
import io.headwater.learn.drift.DriftAlarm;
import io.headwater.learn.drift.DriftAlarm.WatchedLoss;
import io.headwater.learn.drift.DriftWatch;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the prequential losses, remembers the last alarm, and applies the declared policy. All of
 * it is part of the learner's state; with policy none no bit of a model depends on it.
 */
final class DriftResponse {
  private static final Logger LOG = LoggerFactory.getLogger(DriftResponse.class);

  /** First bytes of a state, "HWDR". */
  private static final int MAGIC = 0x48574452;

  private static final int VERSION_1 = 1;

  private final DriftConfig settings;
  private final DriftWatch watch;
  private long alarms;

  /** Null before the first. */
  private DriftAlarm last;

  private boolean unanswered;
  private boolean untold;

  /** Whether components were solved for anew since it was told. */
  private boolean solvedSince;

  private long raisedSteps;

  DriftResponse(DriftConfig settings) {
    this.settings = settings;
    this.watch = new DriftWatch(settings);
  }

  /** Takes the losses of a window as scored before it was learned. */
  void observe(WindowEstimate estimate, long endMicros) {
    DriftAlarm alarm = watch.observe(estimate.loss(), estimate.crossLoss(), endMicros);
    if (alarm != null) {
      alarms++;
      last = alarm;
      unanswered = true;
      untold = true;
      solvedSince = false;
    }
  }

  /**
   * Does at a batch boundary what the policy says of an alarm since the last one.
   *
   * @return whether the reservoirs were refreshed, so that a re-solve is due once they have filled
   */
  boolean answer(StratifiedReservoir reservoir, StratifiedReservoir heldOut) {
    if (!unanswered) {
      return false;
    }
    unanswered = false;
    LOG.warn("Drift {}.", last.sentence());
    if (settings.policy() == Policy.RAISE_RATE) {
      raisedSteps = settings.raisedSteps();
      LOG.info("The learning rate is raised for {} steps.", raisedSteps);
    }
    if (settings.policy() != Policy.REFRESH_RESERVOIR) {
      return false;
    }
    int dropped = reservoir.dropBefore(last.sinceMicros());
    int droppedHeldOut = heldOut.dropBefore(last.sinceMicros());
    LOG.info(
        "{} windows and {} held out of before the change were dropped; {} and {} are left.",
        dropped,
        droppedHeldOut,
        reservoir.size(),
        heldOut.size());
    return true;
  }

  boolean raisesRate() {
    return raisedSteps > 0;
  }

  /** An optimiser step was taken. */
  void stepped() {
    raisedSteps = Math.max(0, raisedSteps - 1);
  }

  /** The model was re-solved: what its losses were says nothing of what they will be. */
  void refitted() {
    watch.restart();
    solvedSince = !untold;
  }

  /** Whether there was an alarm that no graph snapshot has told yet. */
  boolean isNews() {
    return untold;
  }

  void told() {
    untold = false;
  }

  long alarms() {
    return alarms;
  }

  /** For graph snapshots. */
  String state() {
    if (last == null) {
      return GraphRecord.NO_DRIFT;
    }
    return (solvedSince ? "re-solved after drift " : "drift ") + last.sentence();
  }

  byte[] save() {
    StateWriter out = new StateWriter(MAGIC, VERSION_1, "drift");
    out.writeLong(alarms);
    out.writeBoolean(last != null);
    if (last != null) {
      out.writeText(last.loss().name());
      out.writeLong(last.sinceMicros());
      out.writeLong(last.noticedMicros());
      out.writeDouble(last.before());
      out.writeDouble(last.after());
    }
    out.writeBoolean(unanswered);
    out.writeBoolean(untold);
    out.writeBoolean(solvedSince);
    out.writeLong(raisedSteps);
    out.writeBytes(watch.save());
    return out.toBytes();
  }

  /**
   * @param state what {@link #save} gave; nothing where the learner's state is of before there was
   *     a watch, which then begins anew
   */
  void restore(byte[] state) {
    if (state.length == 0) {
      restore(new DriftResponse(settings).save());
      return;
    }
    StateReader in = new StateReader(state, MAGIC, VERSION_1, "drift");
    alarms = in.readLong();
    last =
        in.readBoolean()
            ? new DriftAlarm(
                WatchedLoss.valueOf(in.readText()),
                in.readLong(),
                in.readLong(),
                in.readDouble(),
                in.readDouble())
            : null;
    unanswered = in.readBoolean();
    untold = in.readBoolean();
    solvedSince = in.readBoolean();
    long left = in.readLong();
    raisedSteps = settings.policy() == Policy.RAISE_RATE ? left : 0; // it may have been another
    watch.restore(in.readBytes());
    in.finish();
  }
}
