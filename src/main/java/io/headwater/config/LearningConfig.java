package io.headwater.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;
import java.util.List;

/**
 * @param batch new windows per mini-batch, default 32
 * @param replayed windows drawn from the reservoir into each mini-batch, default 32
 * @param stepsPerBatch optimiser steps per full batch; each draws its own replayed windows
 * @param reservoir capacity of the subject-stratified reservoir, in windows
 * @param heldOutEvery every n-th window goes to the held-out reservoir and is never learned
 * @param firstRefit windows seen before the first re-solve
 * @param refitEvery windows between re-solves after that
 * @param graphEvery windows between graph snapshots
 * @param snapshotEvery windows between model snapshots
 * @param learnFirst windows that are learned from; all that come later are only scored, and enter
 *     neither statistics nor reservoirs. Null: every window is learned from
 * @param heldOutSubjects people whose windows are only scored, likewise. Null: nobody
 * @param drift how a rise of the losses is noticed, and what is done then; part of a fingerprint
 *     only where it shapes models
 */
public record LearningConfig(
    Integer batch,
    Integer replayed,
    Integer stepsPerBatch,
    Integer reservoir,
    Integer heldOutEvery,
    Long firstRefit,
    Long refitEvery,
    Long graphEvery,
    Long snapshotEvery,
    @JsonInclude(JsonInclude.Include.NON_NULL) Long learnFirst,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<String> heldOutSubjects,
    DriftConfig drift)
    implements Serializable {

  public static final int DEFAULT_BATCH = 32;
  public static final int DEFAULT_REPLAYED = 32;
  public static final int DEFAULT_STEPS_PER_BATCH = 4;
  public static final int DEFAULT_RESERVOIR = 4096;
  public static final int DEFAULT_HELD_OUT_EVERY = 10;
  public static final long DEFAULT_FIRST_REFIT = 1000;
  public static final long DEFAULT_REFIT_EVERY = 20_000;
  public static final long DEFAULT_GRAPH_EVERY = 1000;
  public static final long DEFAULT_SNAPSHOT_EVERY = 5000;

  public LearningConfig {
    batch = batch == null ? (Integer) DEFAULT_BATCH : batch;
    replayed = replayed == null ? (Integer) DEFAULT_REPLAYED : replayed;
    stepsPerBatch = stepsPerBatch == null ? (Integer) DEFAULT_STEPS_PER_BATCH : stepsPerBatch;
    reservoir = reservoir == null ? (Integer) DEFAULT_RESERVOIR : reservoir;
    heldOutEvery = heldOutEvery == null ? (Integer) DEFAULT_HELD_OUT_EVERY : heldOutEvery;
    firstRefit = firstRefit == null ? (Long) DEFAULT_FIRST_REFIT : firstRefit;
    refitEvery = refitEvery == null ? (Long) DEFAULT_REFIT_EVERY : refitEvery;
    graphEvery = graphEvery == null ? (Long) DEFAULT_GRAPH_EVERY : graphEvery;
    snapshotEvery = snapshotEvery == null ? (Long) DEFAULT_SNAPSHOT_EVERY : snapshotEvery;
    heldOutSubjects = heldOutSubjects == null ? null : List.copyOf(heldOutSubjects);
    drift = drift == null ? DriftConfig.defaults() : drift;
  }

  /** The same, learning from the first windows only. */
  public LearningConfig withLearnFirst(long windows) {
    return changed(windows, heldOutSubjects, drift);
  }

  /** The same, learning nothing of some subjects. */
  public LearningConfig withHeldOutSubjects(List<String> subjects) {
    return changed(learnFirst, subjects, drift);
  }

  /** The same with another answer to drift. */
  public LearningConfig withDrift(DriftConfig other) {
    return changed(learnFirst, heldOutSubjects, other);
  }

  private LearningConfig changed(Long first, List<String> aside, DriftConfig otherDrift) {
    return new LearningConfig(
        batch,
        replayed,
        stepsPerBatch,
        reservoir,
        heldOutEvery,
        firstRefit,
        refitEvery,
        graphEvery,
        snapshotEvery,
        first,
        aside,
        otherDrift);
  }

  /** Whether nothing is learned of a subject. */
  public boolean holdsOut(String subject) {
    return heldOutSubjects != null && heldOutSubjects.contains(subject);
  }

  /** Whether the window of a position, counted from 0, goes to the held-out reservoir. */
  public boolean isHeldOut(long position) {
    return position % heldOutEvery == heldOutEvery - 1;
  }

  /** Whether the window of a position, counted from 0, is scored and nothing else. */
  public boolean isOnlyScored(long position, String subject) {
    return learnFirst != null && position >= learnFirst || holdsOut(subject);
  }

  public static LearningConfig defaults() {
    return new LearningConfig(
        null, null, null, null, null, null, null, null, null, null, null, null);
  }
}
