package io.headwater.wire;

import java.io.IOException;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads one Avro body through Avro's own readers, after walking over it by its schema.
 *
 * <p>Avro believes a claimed length and allocates for it; nine damaged bytes can ask for gigabytes.
 * The walk holds each length against the bytes that are left and builds nothing, so what Avro then
 * reads is known to be there.
 */
public final class AvroBody {
  private AvroBody() {}

  /**
   * The body behind a header, to the last byte.
   *
   * @param reader a reader from {@code writer} to whatever is wanted
   * @param from length of the header
   * @throws MalformedRecordException when the bytes do not follow the writer's schema
   */
  public static <D> D read(DatumReader<D> reader, Schema writer, byte[] framed, int from) {
    AvroCursor in = new AvroCursor(framed, from);
    D datum = read(reader, writer, in);
    in.end();
    return datum;
  }

  /** The body at the cursor, which moves behind it. */
  static <D> D read(DatumReader<D> reader, Schema writer, AvroCursor in) {
    int from = in.position();
    walk(in, writer);
    try {
      return reader.read(
          null, DecoderFactory.get().binaryDecoder(in.bytes(), from, in.position() - from, null));
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      throw new MalformedRecordException("The record does not follow its schema: " + e, e);
    }
  }

  private static void walk(AvroCursor in, Schema schema) {
    switch (schema.getType()) {
      case NULL -> {}
      case BOOLEAN -> in.skip(1, "a truth value");
      case INT, LONG -> in.readLong();
      case FLOAT -> in.skip(Float.BYTES, "a float");
      case DOUBLE -> in.skip(Double.BYTES, "a double");
      case STRING, BYTES -> in.skipText();
      case FIXED -> in.skip(schema.getFixedSize(), schema.getName());
      case ENUM -> choice(in.readLong(), schema.getEnumSymbols(), schema.getName());
      case UNION -> walk(in, choice(in.readLong(), schema.getTypes(), "a union"));
      case RECORD -> schema.getFields().forEach(field -> walk(in, field.schema()));
      case ARRAY -> items(in, schema.getElementType());
      case MAP -> entries(in, schema.getValueType());
    }
  }

  private static void items(AvroCursor in, Schema element) {
    int least = leastBytes(element);
    for (int n = in.nextBlock(least, "a list"); n > 0; n = in.nextBlock(least, "a list")) {
      for (int i = 0; i < n; i++) {
        walk(in, element);
      }
    }
  }

  private static void entries(AvroCursor in, Schema value) {
    for (int n = in.nextBlock(1, "a map"); n > 0; n = in.nextBlock(1, "a map")) {
      for (int i = 0; i < n; i++) {
        in.skipText();
        walk(in, value);
      }
    }
  }

  /** A bound from below; a list of nulls, which no contract has, is held to one byte an item. */
  private static int leastBytes(Schema schema) {
    return switch (schema.getType()) {
      case FLOAT -> Float.BYTES;
      case DOUBLE -> Double.BYTES;
      default -> 1;
    };
  }

  private static <T> T choice(long index, List<T> choices, String what) {
    if (index < 0 || index >= choices.size()) {
      throw new MalformedRecordException(
          "The record chooses %d of %s, which has %d choices; it is damaged."
              .formatted(index, what, choices.size()));
    }
    return choices.get((int) index);
  }
}
