/**
 * The joined row: what the aligner produces and an estimator consumes. Plain immutable data; knows
 * neither where rows come from nor what is learned from them.
 */
package io.headwater.window;
