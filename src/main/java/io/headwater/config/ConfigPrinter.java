package io.headwater.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.time.Duration;

/**
 * Writes the effective configuration as YAML that {@link ConfigLoader} reads back unchanged.
 * Secrets that are written out in it are not printed ({@link SecretProperties#HIDDEN}); references
 * to secrets are.
 */
public final class ConfigPrinter {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          // An empty setting is left out; an empty value inside a map means something to Kafka.
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
          .addModule(
              new SimpleModule()
                  .addSerializer(Duration.class, new DurationForm())
                  .addSerializer(Enum.class, new EnumForm()))
          .build();

  private ConfigPrinter() {}

  public static String print(HeadwaterConfig config) {
    try {
      KafkaConfig kafka = config.kafka();
      return YAML.writeValueAsString(
          config.withKafka(kafka.withProperties(SecretProperties.shown(kafka.properties()))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A configuration of plain records can be printed.", e);
    }
  }

  private static final class DurationForm extends JsonSerializer<Duration> {
    @Override
    public void serialize(Duration value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(DurationText.print(value));
    }
  }

  @SuppressWarnings("rawtypes") // Jackson's registry is keyed by the raw class.
  private static final class EnumForm extends JsonSerializer<Enum> {
    @Override
    public void serialize(Enum value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(KebabCase.of(value));
    }
  }
}
