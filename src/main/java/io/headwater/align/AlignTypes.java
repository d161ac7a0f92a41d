package io.headwater.align;

import io.headwater.align.codec.AlignCountsCodec;
import io.headwater.align.codec.AlignedWindowCodec;
import io.headwater.align.codec.ArrivalCodec;
import io.headwater.align.codec.ChunkIdCodec;
import io.headwater.align.codec.PlacedChunkCodec;
import io.headwater.align.codec.RejectedRecordCodec;
import io.headwater.align.codec.SampleGridCodec;
import io.headwater.align.codec.SensorChunkCodec;
import io.headwater.align.grid.ChunkId;
import io.headwater.align.grid.PlacedChunk;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import io.headwater.state.CodecTypeInfo;
import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;

/** Flink's type information of the records of alignment: versioned binary codecs, never Kryo. */
public final class AlignTypes {
  public static final CodecTypeInfo<SensorChunk> SENSOR_CHUNK =
      new CodecTypeInfo<>(SensorChunk.class, new SensorChunkCodec());
  public static final CodecTypeInfo<RejectedRecord> REJECTED_RECORD =
      new CodecTypeInfo<>(RejectedRecord.class, new RejectedRecordCodec());
  public static final CodecTypeInfo<Arrival> ARRIVAL =
      new CodecTypeInfo<>(Arrival.class, new ArrivalCodec());
  public static final CodecTypeInfo<PlacedChunk> PLACED_CHUNK =
      new CodecTypeInfo<>(PlacedChunk.class, new PlacedChunkCodec());
  public static final CodecTypeInfo<ChunkId> CHUNK_ID =
      new CodecTypeInfo<>(ChunkId.class, new ChunkIdCodec());
  public static final CodecTypeInfo<SampleGrid> SAMPLE_GRID =
      new CodecTypeInfo<>(SampleGrid.class, new SampleGridCodec());
  public static final CodecTypeInfo<AlignedWindow> ALIGNED_WINDOW =
      new CodecTypeInfo<>(AlignedWindow.class, new AlignedWindowCodec());
  public static final CodecTypeInfo<AlignCounts> ALIGN_COUNTS =
      new CodecTypeInfo<>(AlignCounts.class, new AlignCountsCodec());

  private AlignTypes() {}
}
