package io.headwater.job;

import io.headwater.align.Arrival;
import io.headwater.estimator.ComponentBlock;
import io.headwater.learn.GraphRecord;
import io.headwater.learn.LatentRecord;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.AvroFiles;
import io.headwater.wire.files.JsonForms;
import io.headwater.wire.files.LastJson;
import io.headwater.wire.files.LatentsCsv;
import io.headwater.wire.files.LocalFileSink;
import io.headwater.wire.files.PrequentialCsv;
import io.headwater.wire.files.RecordWriter;
import io.headwater.wire.files.RejectedCsv;
import io.headwater.wire.files.WindowSpool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Sends every output of a replay to its file. */
final class ReplaySinks implements LearnStreams.Sinks {
  private final ReplayFolder folder;
  private final List<ComponentBlock> components;

  ReplaySinks(ReplayFolder folder, List<ComponentBlock> components) {
    this.folder = folder;
    this.components = List.copyOf(components);
  }

  @Override
  public void attach(LearnStreams streams) {
    List<ComponentBlock> columns = components;
    to(folder.latentsCsv(), streams.latents(), file -> new LatentsCsv(file, columns));
    to(folder.latentsAvro(), streams.latents(), ReplaySinks::latents);
    to(folder.prequentialCsv(), streams.prequential(), PrequentialCsv::new);
    to(folder.graphJson(), streams.graphs(), file -> new LastJson<>(file, JsonForms::graph));
    to(folder.graphsAvro(), streams.graphs(), ReplaySinks::graphs);
    to(folder.modelJson(), streams.models(), file -> new LastJson<>(file, JsonForms::model));
    to(folder.rejectedCsv(), streams.rejected(), RejectedCsv::new);
    to(folder.lateAvro(), streams.late(), ReplaySinks::late);
    if (streams.windows() != null) {
      to(folder.windowSpool(), streams.windows(), WindowSpool::new);
    }
  }

  private static RecordWriter<LatentRecord> latents(Path file) throws IOException {
    return AvroFiles.latents(file);
  }

  private static RecordWriter<GraphRecord> graphs(Path file) throws IOException {
    return AvroFiles.graphs(file);
  }

  private static RecordWriter<Arrival> late(Path file) throws IOException {
    RecordWriter<SensorChunk> chunks = AvroFiles.chunks(file);
    return new RecordWriter<>() {
      @Override
      public void write(Arrival arrival) throws IOException {
        if (arrival.record() instanceof SensorChunk chunk) {
          chunks.write(chunk);
        }
      }

      @Override
      public void close() throws IOException {
        chunks.close();
      }
    };
  }

  private static <T> void to(Path file, DataStream<T> stream, RecordWriter.Opener<T> opener) {
    String name = file.getFileName().toString();
    stream.sinkTo(new LocalFileSink<>(file, opener)).name(name).uid(name).setParallelism(1);
  }
}
