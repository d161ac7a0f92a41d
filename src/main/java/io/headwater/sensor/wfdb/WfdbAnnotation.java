package io.headwater.sensor.wfdb;

/**
 * One annotation in MIT format.
 *
 * @param sample sample number (frames of the annotated record)
 * @param code annotation type, 1…49; 22 is a note (annot(5), ecgcodes.h)
 * @param subtype user-defined; 0 unless given
 * @param channel signal it belongs to; stays until changed
 * @param number user-defined; stays until changed
 * @param text auxiliary text; empty unless given
 */
public record WfdbAnnotation(
    long sample, int code, int subtype, int channel, int number, String text) {}
