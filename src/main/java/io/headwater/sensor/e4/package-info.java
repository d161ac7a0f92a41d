/**
 * Exports of the Empatica E4 wristband: ACC, BVP, EDA, TEMP, HR (regular), IBI (irregular), and
 * tags. In: a file of the export, or the export's folder. Out: chunks of the channels that a rule
 * selects; acceleration in g. The clock is Unix time in UTC, as the export's info.txt says.
 */
package io.headwater.sensor.e4;
