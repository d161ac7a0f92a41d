package io.headwater.suite;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/** How results are written as JSON: snake case, and null for a number that does not apply. */
final class RunJson {
  private static final JsonMapper MAPPER = mapper();

  private RunJson() {}

  static JsonMapper mapper() {
    SimpleModule numbers = new SimpleModule();
    numbers.addSerializer(double.class, new NumberOrNull());
    numbers.addSerializer(Double.class, new NumberOrNull());
    numbers.addDeserializer(double.class, new NullAsNan());
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .addModule(numbers)
        .build();
  }

  /** A result as one line of {@code runs.jsonl}, without its end. */
  static String line(RunResult result) {
    try {
      return MAPPER.writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A result of plain records can be written.", e);
    }
  }

  /**
   * The result on a line.
   *
   * @throws IOException when the line is none
   */
  static RunResult parse(String line) throws IOException {
    RunResult result = MAPPER.readValue(line, RunResult.class);
    if (result.key() == null
        || result.scores() == null
        || result.verdict() == null
        || result.seconds() == null) {
      throw new IOException("The line lacks its key, scores, verdict or seconds: " + line);
    }
    return result;
  }

  private static final class NumberOrNull extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        out.writeNumber(value);
      } else {
        out.writeNull();
      }
    }
  }

  private static final class NullAsNan extends JsonDeserializer<Double> {
    @Override
    public Double deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return in.getDoubleValue();
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }
}
