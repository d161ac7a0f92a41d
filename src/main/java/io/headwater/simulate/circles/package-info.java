/**
 * Circles whose colour, size and place are caused along a small graph, seen as pictures and as
 * stress–strain curves (Walker et al. 2023): rows for estimators of discrete causes, with their
 * truth apart. Every number depends on seed and row alone.
 */
package io.headwater.simulate.circles;
