/**
 * Measures estimators on scenarios whose truth is known, through the same job that users run:
 * scenarios, estimators and seeds flow in, one line per run and a table flow out. The truth reaches
 * only the scores, after learning has ended. Real recordings with labels have a room of their own,
 * {@code recording}. Knows nothing of commands.
 */
package io.headwater.suite;
