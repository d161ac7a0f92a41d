package io.headwater.job;

import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import java.io.Closeable;
import java.io.IOException;

/** Takes what readers yield; chunks must be safe when {@link #close} returns. */
public interface RecordSink extends Closeable {
  void accept(SensorChunk chunk) throws IOException;

  void reject(RejectedRecord record) throws IOException;
}
