package io.headwater.align;

import io.headwater.sensor.RejectedRecord;
import io.headwater.window.AlignedWindow;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What alignment gives.
 *
 * @param windows one row per (subject, window) that a time series touches; Flink's timestamp of a
 *     row is the last millisecond of its window, so every row comes before the watermark that
 *     passes its window
 * @param late chunks that came too late for every window they touch
 * @param rejected input that could not be decoded or aligned, with the reason
 * @param counts at the end of bounded input one record per subtask; they add up to totals that are
 *     right also after restarts
 */
public record AlignedStreams(
    DataStream<AlignedWindow> windows,
    DataStream<Arrival> late,
    DataStream<RejectedRecord> rejected,
    DataStream<AlignCounts> counts) {}
