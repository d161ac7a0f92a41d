/**
 * What all readers share: opening a file (gzip by suffix), bounded lines of text, and the runs that
 * gather samples into chunks. In: bytes of one file and a {@link
 * io.headwater.sensor.source.ReadRequest}. Out: {@link io.headwater.sensor.SensorChunk}s no longer
 * than a {@link io.headwater.sensor.source.ChunkLength}. Knows no file format.
 */
package io.headwater.sensor.source;
