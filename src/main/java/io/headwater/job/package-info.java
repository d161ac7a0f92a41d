/**
 * Wiring only: sources and sinks are injected, the graph between them is the same for live learning
 * and for replay. Holds no rule of alignment or learning.
 */
package io.headwater.job;
