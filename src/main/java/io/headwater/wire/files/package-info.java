/**
 * Recordings as a bounded Flink source: one split, one reader, records merged in time order, the
 * position checkpointed as a count. In: a way to open chunk readers. Out: {@link
 * io.headwater.align.Arrival}s. Knows no file format.
 */
package io.headwater.wire.files;
