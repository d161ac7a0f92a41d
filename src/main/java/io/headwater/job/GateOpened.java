package io.headwater.job;

import org.apache.flink.api.connector.source.SourceEvent;

/** Tells readers of a {@link GatedSource} that the condition holds. */
record GateOpened() implements SourceEvent {}
