/**
 * Wiring only: sources and sinks are injected, the graph between them is the same for live learning
 * and for replay; and what a replay did, in figures. Holds no rule of alignment or learning.
 */
package io.headwater.job;
