/**
 * What operators measure about themselves, for whoever watches: the one group that holds every
 * metric of ours, means over the recent past, delays as histograms, and the memory of the process.
 * Numbers go to Flink's metric reporters and nowhere else: nothing here may enter a record, a
 * checkpoint or a model. Knows Flink's metrics.
 */
package io.headwater.metrics;
