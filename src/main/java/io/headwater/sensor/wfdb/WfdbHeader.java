package io.headwater.sensor.wfdb;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A single-segment header.
 *
 * @param file the header file
 * @param name record name
 * @param framesPerSecond frame rate in Hz
 * @param frames number of frames; -1 when not given
 * @param start local base time, when date and time are given
 * @param signals signals in file order
 */
public record WfdbHeader(
    Path file,
    String name,
    double framesPerSecond,
    long frames,
    Optional<LocalDateTime> start,
    List<WfdbSignal> signals) {
  public WfdbHeader {
    signals = List.copyOf(signals);
  }
}
