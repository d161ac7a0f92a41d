package io.headwater.config;

import java.io.Serializable;
import java.util.Locale;

/**
 * How a rise of the prequential losses is noticed, and what is done then.
 *
 * @param detector which test watches the losses
 * @param delta for {@code adwin}: chance of a false alarm at each of its looks
 * @param threshold for {@code page-hinkley}: how far the sum of excesses must rise
 * @param policy what an alarm changes in the learning
 * @param raisedSteps for {@code raise-rate}: optimiser steps at the whole learning rate
 */
public record DriftConfig(
    Detector detector, Double delta, Double threshold, Policy policy, Integer raisedSteps)
    implements Serializable {

  /** Tests for a rise of a mean. */
  public enum Detector {
    NONE,
    ADWIN,
    PAGE_HINKLEY
  }

  /** Answers to an alarm. */
  public enum Policy {
    NONE,
    RAISE_RATE,
    REFRESH_RESERVOIR
  }

  /** It shapes no model unless a policy is chosen, and was quiet where subjects come mixed. */
  public static final Detector DEFAULT_DETECTOR = Detector.ADWIN;

  /** That of the published programmes. */
  public static final double DEFAULT_DELTA = 0.002;

  /** In units of squashed losses; quiet where subjects come mixed, and about half as slow as 15. */
  public static final double DEFAULT_THRESHOLD = 10;

  /** Nobody but the user knows which answer a change deserves. */
  public static final Policy DEFAULT_POLICY = Policy.NONE;

  /** At the usual batches about 4000 windows. */
  public static final int DEFAULT_RAISED_STEPS = 500;

  public DriftConfig {
    detector = detector == null ? DEFAULT_DETECTOR : detector;
    delta = delta == null ? (Double) DEFAULT_DELTA : delta;
    threshold = threshold == null ? (Double) DEFAULT_THRESHOLD : threshold;
    policy = policy == null ? DEFAULT_POLICY : policy;
    raisedSteps = raisedSteps == null ? (Integer) DEFAULT_RAISED_STEPS : raisedSteps;
  }

  /** Whether any bit of a model may depend on it. */
  boolean shapesModels() {
    return detector != Detector.NONE && policy != Policy.NONE;
  }

  /** Names the test and its settings; detectors with equal names share their memory. */
  public String detection() {
    return switch (detector) {
      case NONE -> "none";
      case ADWIN -> String.format(Locale.ROOT, "adwin with delta %s", delta);
      case PAGE_HINKLEY -> String.format(Locale.ROOT, "page-hinkley with threshold %s", threshold);
    };
  }

  public static DriftConfig defaults() {
    return new DriftConfig(null, null, null, null, null);
  }
}
