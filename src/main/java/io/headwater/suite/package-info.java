/**
 * Measures estimators on made-up rows whose truth is known, through the same job that users run,
 * and on codes of true latents without it: rows, estimators and seeds flow in, one line per run and
 * a table flow out. Latents are scored in blocks, by nodes or by membership; the truth reaches only
 * the scores, after learning has ended. Real recordings with labels have a room of their own,
 * {@code recording}. Knows nothing of commands.
 */
package io.headwater.suite;
