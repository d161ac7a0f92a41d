package io.headwater.job;

import io.headwater.align.AlignTypes;
import io.headwater.align.Arrival;
import io.headwater.config.HeadwaterConfig;
import io.headwater.sensor.Pseudonyms;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Gives people their pseudonyms right behind the source, in its task: what a job keeps, learns or
 * sends on knows no other names. The key is read on the machine of the source and never travels.
 */
final class ArrivalPseudonyms extends RichMapFunction<Arrival, Arrival> {
  private static final long serialVersionUID = 1L;

  private final String keyFile;
  private transient Pseudonyms pseudonyms;

  private ArrivalPseudonyms(Path keyFile) {
    this.keyFile = keyFile.toString();
  }

  /**
   * Arrivals under the names that the configuration asks for, in as many tasks as the source has,
   * so that names change before records leave its task.
   */
  static DataStream<Arrival> of(DataStream<Arrival> arrivals, HeadwaterConfig config) {
    if (config.pseudonymKeyFile().isEmpty()) {
      return arrivals;
    }
    return arrivals
        .map(new ArrivalPseudonyms(config.pseudonymKeyFile().get()))
        .returns(AlignTypes.ARRIVAL)
        .setParallelism(arrivals.getParallelism())
        .uid("pseudonyms")
        .name("pseudonyms");
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
