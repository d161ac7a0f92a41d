package io.headwater.wire;

import io.headwater.window.AlignedWindow;
import io.headwater.window.InputRange;
import io.headwater.window.SampleGrid;
import java.nio.ByteBuffer;

/** {@code AlignedWindow} (schemas/AlignedWindow.avsc) to and from {@link AlignedWindow}. */
public final class AlignedWindowWireCodec implements WireCodec<AlignedWindow> {
  private final WireCodec<AlignedWindow> avro;

  public AlignedWindowWireCodec() {
    this(new SingleObjectFraming());
  }

  public AlignedWindowWireCodec(Framing framing) {
    avro =
        new AvroWireCodec<>(
            io.headwater.wire.avro.AlignedWindow.getClassSchema(),
            AlignedWindowWireCodec::toAvro,
            AlignedWindowWireCodec::fromAvro,
            framing);
  }

  @Override
  public byte[] encode(AlignedWindow record) {
    return avro.encode(record);
  }

  @Override
  public AlignedWindow decode(byte[] bytes) {
    return avro.decode(bytes);
  }

  private static io.headwater.wire.avro.AlignedWindow toAvro(AlignedWindow w) {
    return io.headwater.wire.avro.AlignedWindow.newBuilder()
        .setSubject(w.subject())
        .setStartMicros(w.startMicros())
        .setEndMicros(w.endMicros())
        .setGrids(
            w.grids().stream()
                .map(
                    g ->
                        new io.headwater.wire.avro.SampleGrid(
                            g.modality(),
                            g.steps(),
                            g.channels(),
                            AvroLists.boxed(g.values()),
                            ByteBuffer.wrap(g.present()),
                            g.flags()))
                .toList())
        .setLineage(
            w.lineage().stream()
                .map(r -> new io.headwater.wire.avro.InputRange(r.source(), r.first(), r.last()))
                .toList())
        .build();
  }

  private static AlignedWindow fromAvro(io.headwater.wire.avro.AlignedWindow w) {
    return new AlignedWindow(
        w.getSubject(),
        w.getStartMicros(),
        w.getEndMicros(),
        w.getGrids().stream()
            .map(
                g -> {
                  byte[] present = new byte[g.getPresent().remaining()];
                  g.getPresent().duplicate().get(present);
                  return new SampleGrid(
                      g.getModality(),
                      g.getSteps(),
                      g.getChannels(),
                      AvroLists.floats(g.getValues()),
                      present,
                      g.getFlags());
                })
            .toList(),
        w.getLineage().stream()
            .map(i -> new InputRange(i.getSource(), i.getFirst(), i.getLast()))
            .toList());
  }
}
