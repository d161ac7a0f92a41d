package io.headwater.align.codec;

import io.headwater.state.PrimitiveArrays;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Texts of any length as counted UTF-8; {@code writeUTF} would stop at 65535 bytes. */
final class Texts {
  private Texts() {}

  static void write(String text, DataOutputView out) throws IOException {
    PrimitiveArrays.writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
  }

  static String read(DataInputView in) throws IOException {
    return new String(PrimitiveArrays.readBytes(in), StandardCharsets.UTF_8);
  }

  static void writeAll(List<String> texts, DataOutputView out) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      write(text, out);
    }
  }

  static List<String> readAll(DataInputView in) throws IOException {
    int count = readCount(in);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(read(in));
    }
    return texts;
  }

  static int readCount(DataInputView in) throws IOException {
    int count = in.readInt();
    if (count < 0) {
      throw new IOException("A list claims " + count + " entries; the bytes are damaged.");
    }
    return count;
  }
}
