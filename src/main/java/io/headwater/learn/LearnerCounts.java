package io.headwater.learn;

/**
 * Where a learner stands; part of its checkpoint.
 *
 * @param windows windows seen (scored)
 * @param heldOut of these, windows set aside and never learned
 * @param skippedSteps steps whose update was skipped whole
 * @param refits re-solves of the latent model
 * @param lastEventMicros greatest window end seen
 * @param nextRefit windows at which the next re-solve is due
 * @param nextGraph windows at which the next graph snapshot is due
 * @param nextModel windows at which the next model snapshot is due
 * @param modelVersion version of the last model snapshot; -1 before the first
 */
record LearnerCounts(
    long windows,
    long heldOut,
    long skippedSteps,
    long refits,
    long lastEventMicros,
    long nextRefit,
    long nextGraph,
    long nextModel,
    long modelVersion) {

  static final long NO_MODEL = -1;

  LearnerCounts seen(long count, long heldOutCount, long eventMicros) {
    return new LearnerCounts(
        windows + count,
        heldOut + heldOutCount,
        skippedSteps,
        refits,
        Math.max(lastEventMicros, eventMicros),
        nextRefit,
        nextGraph,
        nextModel,
        modelVersion);
  }

  LearnerCounts skipped() {
    return new LearnerCounts(
        windows,
        heldOut,
        skippedSteps + 1,
        refits,
        lastEventMicros,
        nextRefit,
        nextGraph,
        nextModel,
        modelVersion);
  }

  LearnerCounts refitted(long next) {
    return new LearnerCounts(
        windows,
        heldOut,
        skippedSteps,
        refits + 1,
        lastEventMicros,
        next,
        nextGraph,
        nextModel,
        modelVersion);
  }

  LearnerCounts refittingAt(long next) {
    return new LearnerCounts(
        windows,
        heldOut,
        skippedSteps,
        refits,
        lastEventMicros,
        next,
        nextGraph,
        nextModel,
        modelVersion);
  }

  LearnerCounts graphed(long next) {
    return new LearnerCounts(
        windows,
        heldOut,
        skippedSteps,
        refits,
        lastEventMicros,
        nextRefit,
        next,
        nextModel,
        modelVersion);
  }

  LearnerCounts modelled(long next, long version) {
    return new LearnerCounts(
        windows,
        heldOut,
        skippedSteps,
        refits,
        lastEventMicros,
        nextRefit,
        nextGraph,
        next,
        version);
  }
}
