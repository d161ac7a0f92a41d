package io.headwater.wire.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/** Keeps the last record of a stream and writes it as one JSON document when the stream ends. */
public final class LastJson<T> implements RecordWriter<T> {

  /** How a record becomes a JSON object; keys keep the map's order. */
  public interface Form<T> extends Function<T, Map<String, Object>>, Serializable {}

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path file;
  private final Form<T> form;
  private T last;

  public LastJson(Path file, Form<T> form) {
    this.file = file;
    this.form = form;
  }

  @Override
  public void write(T record) {
    last = record;
  }

  @Override
  public void close() throws IOException {
    JSON.writeValue(file.toFile(), last == null ? Map.of() : form.apply(last));
  }
}
