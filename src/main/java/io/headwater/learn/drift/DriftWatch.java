package io.headwater.learn.drift;

import io.headwater.config.DriftConfig;
import io.headwater.config.DriftConfig.Detector;
import io.headwater.learn.drift.DriftAlarm.WatchedLoss;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches both prequential losses for a rise, each with a detector of its own, because they tell
 * different things: a sensor that changes spoils a modality's reconstruction, a mechanism that
 * changes its prediction by the others.
 *
 * <p>Losses that fall, as they do while a model learns, are no drift. With no detector configured,
 * nothing is ever seen.
 */
public final class DriftWatch {
  private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);

  /** First bytes of a state, "HWDW". */
  private static final int MAGIC = 0x48574457;

  private static final int VERSION_1 = 1;

  private final DriftConfig settings;

  /** In the order of {@link WatchedLoss}; empty without a detector. */
  private final List<LossWatch> watches = new ArrayList<>();

  public DriftWatch(DriftConfig settings) {
    this.settings = settings;
    if (settings.detector() != Detector.NONE) {
      for (int loss = 0; loss < WatchedLoss.values().length; loss++) {
        watches.add(new LossWatch(this::detector));
      }
    }
  }

  private ChangeDetector detector() {
    return settings.detector() == Detector.ADWIN
        ? new Adwin(settings.delta())
        : new PageHinkley(PageHinkley.TOLERANCE, settings.threshold());
  }

  /**
   * Takes the losses of the next window.
   *
   * @param reconstruction NaN when there is none; likewise
   * @param crossPrediction with fewer than two modalities
   * @param endMicros end of the window
   * @return what has risen, null as a rule; if both have, the loss of prediction is named
   */
  public DriftAlarm observe(double reconstruction, double crossPrediction, long endMicros) {
    DriftAlarm alarm = null;
    for (int loss = 0; loss < watches.size(); loss++) {
      WatchedLoss name = WatchedLoss.values()[loss];
      double value = name == WatchedLoss.RECONSTRUCTION ? reconstruction : crossPrediction;
      Change change = watches.get(loss).add(value, endMicros);
      if (change != null) {
        alarm =
            new DriftAlarm(name, change.sinceMicros(), endMicros, change.before(), change.after());
      }
    }
    return alarm;
  }

  /** Forgets all losses: those to come are of another model. */
  public void restart() {
    watches.forEach(LossWatch::restart);
  }

  /** Everything remembered, as versioned bytes. */
  public byte[] save() {
    StateWriter out = new StateWriter(MAGIC, VERSION_1, "drift");
    out.writeText(settings.detection());
    watches.forEach(watch -> watch.write(out));
    return out.toBytes();
  }

  /**
   * Goes on where another watch stood; begins anew where that one used another detector, for its
   * memory means nothing to this one.
   *
   * @throws IllegalArgumentException when the bytes are damaged or of a later release
   */
  public void restore(byte[] state) {
    StateReader in = new StateReader(state, MAGIC, VERSION_1, "drift");
    String other = in.readText();
    if (!other.equals(settings.detection())) {
      LOG.info(
          "Drift was watched for by {}, now by {}; it begins anew.", other, settings.detection());
      restart();
      return;
    }
    watches.forEach(watch -> watch.read(in));
    in.finish();
  }
}
