/**
 * WFDB records of signal format 16: header ({@code .hea}), signals ({@code .dat}), MIT annotations
 * ({@code .atr}). In: a header file; its signal file lies beside it. Out: chunks of the channels
 * that a rule selects, and annotations on their own. Libraries on Maven Central that read WFDB load
 * a record whole and know no annotations, so the format is read here, after the WFDB Applications
 * Guide, sections header(5), signal(5) and annot(5).
 */
package io.headwater.sensor.wfdb;
