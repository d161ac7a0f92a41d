package io.headwater.learn.drift;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.function.Supplier;

/** One of the losses, brought to scale and watched for a rise. */
final class LossWatch {
  private final Supplier<ChangeDetector> fresh;
  private LossScale scale = new LossScale();
  private ChangeDetector detector;

  LossWatch(Supplier<ChangeDetector> fresh) {
    this.fresh = fresh;
    detector = fresh.get();
  }

  /**
   * Takes the loss of the next window; one that is not a number says nothing and is passed over.
   *
   * @return a rise in units of the loss, or null
   */
  Change add(double loss, long micros) {
    if (Double.isNaN(loss)) {
      return null;
    }
    if (!scale.fixed()) {
      scale.warmUp(loss);
      return null;
    }
    Change change = detector.add(scale.squash(loss), micros);
    return change == null
        ? null
        : new Change(
            change.sinceMicros(), scale.unsquash(change.before()), scale.unsquash(change.after()));
  }

  void restart() {
    scale = new LossScale();
    detector = fresh.get();
  }

  void write(StateWriter out) {
    scale.write(out);
    detector.write(out);
  }

  void read(StateReader in) {
    scale.read(in);
    detector.read(in);
  }
}
