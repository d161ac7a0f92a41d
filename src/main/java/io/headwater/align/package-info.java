/**
 * Joins chunks by subject and window. In: {@link io.headwater.align.Arrival}s of all modalities,
 * each partition in its own order. Out: one {@link io.headwater.window.AlignedWindow} per subject
 * and window, late and rejected chunks, and the counts that account for every chunk read. Where
 * asked, takes each subject's own level off. Must not know where chunks come from or what is
 * learned from windows; knows no Kafka.
 */
package io.headwater.align;
