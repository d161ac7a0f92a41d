/**
 * The replay report. In: folders as {@code replay} leaves them, and a truth where somebody has one.
 * Out: one HTML page that needs nothing else, and the same as JSON. Knows the records of a run
 * ({@code learn}, {@code estimator}, {@code graph}, {@code config}), how its files are read ({@code
 * wire}, {@code sensor} for their errors) and {@code evaluate}; neither Flink nor Kafka, and
 * nothing that learns knows it, since it sees the truth. Everything is read as a stream and kept in
 * bins, so that memory depends on the numbers of subjects and latents and not on that of windows.
 */
package io.headwater.report;
