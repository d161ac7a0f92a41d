package io.headwater.wire.files;

import io.headwater.align.Arrival;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/** Opens the input from its beginning, on the machine that reads it. */
@FunctionalInterface
public interface ArrivalOpener extends Serializable {
  Arrivals open() throws IOException;

  /** Input records in the order in which they enter the job. */
  interface Arrivals extends Closeable {
    /** The next record, or empty at the end. */
    Optional<Arrival> next() throws IOException;
  }
}
