package io.headwater.job;

import io.headwater.learn.GraphRecord;
import io.headwater.learn.LatentRecord;
import io.headwater.learn.ModelRecord;
import io.headwater.learn.PrequentialRecord;
import io.headwater.state.BinaryCodec;
import io.headwater.state.CodecTypeInfo;
import io.headwater.state.PrimitiveArrays;
import io.headwater.wire.GraphSnapshotCodec;
import io.headwater.wire.LatentEstimateCodec;
import io.headwater.wire.ModelSnapshotCodec;
import io.headwater.wire.WireCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How the learner's outputs travel between operators: as the bytes they have on the wire. */
final class StreamTypes {
  static final TypeInformation<LatentRecord> LATENT =
      new CodecTypeInfo<>(LatentRecord.class, new LatentCodec());
  static final TypeInformation<GraphRecord> GRAPH =
      new CodecTypeInfo<>(GraphRecord.class, new GraphCodec());
  static final TypeInformation<ModelRecord> MODEL =
      new CodecTypeInfo<>(ModelRecord.class, new ModelCodec());
  static final TypeInformation<PrequentialRecord> PREQUENTIAL =
      new CodecTypeInfo<>(PrequentialRecord.class, new PrequentialCodec());

  private StreamTypes() {}

  /** A wire encoding with its length in front. */
  private abstract static class OverWire<T> implements BinaryCodec<T> {
    private static final long serialVersionUID = 1L;

    abstract WireCodec<T> wire();

    @Override
    public int version() {
      return 1;
    }

    @Override
    public void write(T value, DataOutputView out) throws IOException {
      PrimitiveArrays.writeBytes(wire().encode(value), out);
    }

    @Override
    public T read(DataInputView in, int version) throws IOException {
      return wire().decode(PrimitiveArrays.readBytes(in));
    }
  }

  /** Latent estimates. */
  public static final class LatentCodec extends OverWire<LatentRecord> {
    private static final long serialVersionUID = 1L;
    private static final WireCodec<LatentRecord> WIRE = new LatentEstimateCodec();

    @Override
    WireCodec<LatentRecord> wire() {
      return WIRE;
    }
  }

  /** Graph snapshots. */
  public static final class GraphCodec extends OverWire<GraphRecord> {
    private static final long serialVersionUID = 1L;
    private static final WireCodec<GraphRecord> WIRE = new GraphSnapshotCodec();

    @Override
    WireCodec<GraphRecord> wire() {
      return WIRE;
    }
  }

  /** Model snapshots. */
  public static final class ModelCodec extends OverWire<ModelRecord> {
    private static final long serialVersionUID = 1L;
    private static final WireCodec<ModelRecord> WIRE = new ModelSnapshotCodec();

    @Override
    WireCodec<ModelRecord> wire() {
      return WIRE;
    }
  }

  /** Losses; they never leave the job but for a file, so they have no wire form. */
  public static final class PrequentialCodec implements BinaryCodec<PrequentialRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public int version() {
      return 1;
    }

    @Override
    public void write(PrequentialRecord r, DataOutputView out) throws IOException {
      out.writeUTF(r.subject());
      out.writeLong(r.windowStart());
      out.writeLong(r.windowEnd());
      out.writeLong(r.modelVersion());
      out.writeDouble(r.loss());
      out.writeDouble(r.meanPredictorLoss());
      out.writeDouble(r.untrainedLoss());
      out.writeDouble(r.crossLoss());
    }

    @Override
    public PrequentialRecord read(DataInputView in, int version) throws IOException {
      return new PrequentialRecord(
          in.readUTF(),
          in.readLong(),
          in.readLong(),
          in.readLong(),
          in.readDouble(),
          in.readDouble(),
          in.readDouble(),
          in.readDouble());
    }
  }
}
