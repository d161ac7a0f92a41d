/**
 * Detectors of drift. In: the losses of windows, scored before they were learned, in learning
 * order. Out: an alarm when one of them has risen, with the moment since when; versioned bytes of
 * everything remembered. Must not know Flink, reservoirs, or what is done about an alarm.
 */
package io.headwater.learn.drift;
