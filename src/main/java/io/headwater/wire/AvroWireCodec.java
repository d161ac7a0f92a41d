package io.headwater.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A domain record on the wire by way of Avro's generated class; for the output records, which are
 * few.
 *
 * @param <T> domain record
 * @param <A> generated class
 */
final class AvroWireCodec<T, A extends SpecificRecordBase> implements WireCodec<T> {
  private final Schema schema;
  private final Function<T, A> toAvro;
  private final Function<A, T> fromAvro;
  private final Framing framing;
  private final byte[] header;

  AvroWireCodec(Schema schema, Function<T, A> toAvro, Function<A, T> fromAvro, Framing framing) {
    this.schema = schema;
    this.toAvro = toAvro;
    this.fromAvro = fromAvro;
    this.framing = framing;
    this.header = framing.header(schema);
  }

  @Override
  public byte[] encode(T record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header);
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new SpecificDatumWriter<A>(schema).write(toAvro.apply(record), encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing a record to memory failed.", e);
    }
    return out.toByteArray();
  }

  @Override
  public T decode(byte[] bytes) {
    Schema writer = framing.writerSchema(bytes);
    if (!writer.getFullName().equals(schema.getFullName())) {
      throw new MalformedRecordException(
          "The record is a %s, not a %s; it is on the wrong topic."
              .formatted(writer.getName(), schema.getName()));
    }
    A datum =
        AvroBody.read(
            new SpecificDatumReader<>(writer, schema), writer, bytes, framing.headerLength());
    try {
      return fromAvro.apply(datum);
    } catch (IllegalArgumentException e) {
      throw new MalformedRecordException("The record contradicts itself: " + e.getMessage(), e);
    }
  }
}
