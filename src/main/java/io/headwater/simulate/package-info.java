/**
 * A sleep ward that does not exist: sensor chunks with known hidden causes and known faults. In: a
 * seed and a few settings. Out: {@link io.headwater.simulate.WardEvent}s in the order in which they
 * would arrive, and the truth behind them. Also what rows and folders of any made-up data have in
 * common. Knows neither Flink nor Kafka nor who learns from it.
 */
package io.headwater.simulate;
