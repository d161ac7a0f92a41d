package io.headwater.score;

import io.headwater.state.BinaryCodec;
import io.headwater.state.PrimitiveArrays;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Binary form of a {@link LoadedModel}. */
public final class LoadedModelCodec implements BinaryCodec<LoadedModel> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION_1 = 1;

  @Override
  public int version() {
    return VERSION_1;
  }

  @Override
  public void write(LoadedModel model, DataOutputView out) throws IOException {
    out.writeLong(model.version());
    out.writeUTF(model.configFingerprint());
    out.writeUTF(model.sha256());
    PrimitiveArrays.writeBytes(model.state(), out);
  }

  @Override
  public LoadedModel read(DataInputView in, int version) throws IOException {
    return new LoadedModel(
        in.readLong(), in.readUTF(), in.readUTF(), PrimitiveArrays.readBytes(in));
  }
}
