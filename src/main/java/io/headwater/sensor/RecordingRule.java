package io.headwater.sensor;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * Which files below an input folder belong to which modality, and how to read them.
 *
 * @param format {@code edf} (EDF, EDF+C, EDF+D, BDF), {@code wfdb}, {@code e4}, {@code delimited}
 *     or {@code csv} (Headwater's own form)
 * @param files glob on the path relative to the input folder, such as {@code user_*}{@code
 *     /RR.csv.gz}
 * @param modality declared modality that the chunks will carry
 * @param subject regular expression on the relative path whose first group is the subject; when
 *     null, the file's name without extension
 * @param device device name to put on the chunks; empty when null
 * @param channels channel of the modality → label, column or signal name in the file; a channel
 *     that is not listed has the same name there. {@code label#2} is the second of that name
 * @param start time of the first sample for files without a wall clock, ISO-8601; null otherwise
 * @param chunk length of a chunk; a sane default when null
 * @param mapping columns and clock of a delimited file; of EDF and WFDB files only its zone counts,
 *     in which their local times were written (UTC when null)
 */
public record RecordingRule(
    String format,
    String files,
    String modality,
    String subject,
    String device,
    Map<String, String> channels,
    String start,
    Duration chunk,
    DelimitedMapping mapping)
    implements Serializable {
  public RecordingRule {
    channels = channels == null ? Map.of() : channels;
  }
}
