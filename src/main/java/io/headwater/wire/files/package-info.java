/**
 * Recordings as a bounded Flink source: one split, one reader, records merged in time order, the
 * position checkpointed as a count. In: a way to open chunk readers. Out: {@link
 * io.headwater.align.Arrival}s. Knows no format of recordings. Beside it the files that a replay
 * leaves: CSV, JSON, and rejected records with their reasons.
 */
package io.headwater.wire.files;
