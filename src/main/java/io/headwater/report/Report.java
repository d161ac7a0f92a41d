package io.headwater.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The whole report; {@code report.json} is its form.
 *
 * @param schema name and version of that form
 * @param runs in the order in which they were named
 * @param comparison of two or more; empty for one
 */
public record Report(String schema, List<RunReport> runs, Optional<Comparison> comparison) {
  public static final String SCHEMA = "headwater-report/1";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addModule(
              new SimpleModule()
                  .addSerializer(Double.class, new Known())
                  .addSerializer(double.class, new Known())
                  .addSerializer(double[].class, new KnownMany())
                  .addSerializer(Optional.class, new Present()))
          .build();

  /** Fails now, rather than after hours, where a folder is no finished run. */
  public static void check(List<Path> folders) throws IOException {
    for (Path folder : folders) {
      RunReader.check(folder);
    }
  }

  /**
   * @param folders finished runs
   * @param truth what they are held against, the same for all
   * @param progress told in words what is being read
   * @throws io.headwater.sensor.RecordingException when a folder is no finished run
   */
  public static Report of(List<Path> folders, Optional<Truth> truth, Consumer<String> progress)
      throws IOException {
    check(folders);
    List<RunReport> runs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Path folder : folders) {
      String name = folder.toAbsolutePath().normalize().getFileName().toString();
      for (int again = 2; !names.add(name); again++) {
        name = folder.toAbsolutePath().normalize().getFileName() + " (" + again + ")";
      }
      runs.add(new RunReader(folder, progress).read(name, truth));
    }
    return new Report(
        SCHEMA,
        runs,
        runs.size() > 1
            ? Optional.of(Comparison.of(runs, matches(folders, runs, progress)))
            : Optional.empty());
  }

  private static List<RunMatch> matches(
      List<Path> folders, List<RunReport> runs, Consumer<String> progress) throws IOException {
    progress.accept("matching the latents of " + runs.get(0).name() + " with the others'");
    LatentSample first = RunReader.sample(folders.get(0));
    List<RunMatch> matches = new ArrayList<>();
    for (int r = 1; r < runs.size(); r++) {
      LatentSample other = RunReader.sample(folders.get(r));
      matches.add(RunMatch.of(runs.get(0).name(), first, runs.get(r).name(), other));
    }
    return matches;
  }

  public void writeJson(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }

  /** JSON has no NaN. */
  private static final class Known extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      number(out, value);
    }
  }

  private static final class KnownMany extends JsonSerializer<double[]> {
    @Override
    public void serialize(double[] values, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartArray();
      for (double value : values) {
        number(out, value);
      }
      out.writeEndArray();
    }
  }

  @SuppressWarnings("rawtypes") // Jackson's registry is keyed by the raw class.
  private static final class Present extends JsonSerializer<Optional> {
    @Override
    public void serialize(Optional value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (value.isPresent()) {
        provider.defaultSerializeValue(value.get(), out);
      } else {
        out.writeNull();
      }
    }
  }

  private static void number(JsonGenerator out, double value) throws IOException {
    if (Double.isFinite(value)) {
      out.writeNumber(value);
    } else {
      out.writeNull();
    }
  }
}
