/**
 * Wiring only: sources and sinks are injected, the graph between them is the same for live learning
 * and for replay; scoring has scorers in the learner's place, behind a source that waits for a
 * model. Also here: what a replay did, in figures, and whether a job may go on from a checkpoint,
 * asked before it starts. Holds no rule of alignment or learning.
 */
package io.headwater.job;
