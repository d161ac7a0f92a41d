/**
 * EDF, EDF+C, EDF+D and BDF (24 bit) files, with annotations. In: a file. Out: chunks of the
 * signals that a rule selects, split at the gaps that the record onsets tell; annotations on their
 * own. Constant memory: one data record at a time. No library on Maven Central that we found reads
 * EDF+D by its record onsets as a stream, so the format is read here, after Kemp et al. 1992 (EDF)
 * and Kemp and Olivan 2003 (EDF+).
 */
package io.headwater.sensor.edf;
