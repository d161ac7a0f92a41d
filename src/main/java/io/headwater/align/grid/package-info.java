/**
 * The arithmetic of alignment: which windows a chunk touches, and how samples become grid cells.
 * In: chunks of one subject. Out: one window's grids. Pure functions of their arguments, so that
 * the same chunks give the same bits; must not know Flink, Kafka, clocks or state.
 */
package io.headwater.align.grid;
