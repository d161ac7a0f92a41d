package io.headwater.job;

import io.headwater.align.Arrival;
import io.headwater.sensor.Pseudonyms;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * Gives people their pseudonyms right behind the source, in its task: what a job keeps, learns or
 * sends on knows no other names. The key is read on the machine of the source and never travels.
 */
final class ArrivalPseudonyms extends RichMapFunction<Arrival, Arrival> {
  private static final long serialVersionUID = 1L;

  private final String keyFile;
  private transient Pseudonyms pseudonyms;

  ArrivalPseudonyms(Path keyFile) {
    this.keyFile = keyFile.toString();
  }

  @Override
  public void open(OpenContext context) throws Exception {
    pseudonyms = Pseudonyms.withKeyIn(Path.of(keyFile));
  }

  @Override
  public Arrival map(Arrival arrival) {
    return new Arrival(
        arrival.source(),
        arrival.position(),
        arrival.record() instanceof SensorChunk chunk
            ? pseudonyms.of(chunk)
            : Pseudonyms.withoutNames(
                (RejectedRecord) arrival.record(), arrival.source(), arrival.position()));
  }
}
