package io.headwater.job;

import io.headwater.config.HeadwaterConfig;
import io.headwater.learn.LatentRecord;
import io.headwater.learn.ModelRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The small ward's job over recordings, whole, stopped with a savepoint, or gone on with from one;
 * and the program that wrote the savepoints in {@code src/test/resources/savepoint}, one a release
 * whose state differs:
 *
 * <pre>{@code
 * mvn test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=io.headwater.job.StoredSavepoint -Dexec.args=src/test/resources/savepoint/v2
 * }</pre>
 *
 * <p>Never write over the one of a release.
 */
final class StoredSavepoint {
  /** Beyond the first re-solve at 60 windows, so that a solved model and a graph are in it. */
  private static final int WINDOWS = 40;

  private static final Map<String, Products> PRODUCTS = new ConcurrentHashMap<>();

  /** What a job published, in its order. */
  static final class Products {
    final List<LatentRecord> latents = Collections.synchronizedList(new ArrayList<>());
    final List<ModelRecord> models = Collections.synchronizedList(new ArrayList<>());

    ModelRecord last() {
      return models.get(models.size() - 1);
    }
  }

  private final Path folder;

  /**
   * @param folder scratch space for recordings and models
   */
  StoredSavepoint(Path folder) {
    this.folder = folder;
  }

  HeadwaterConfig config(String... overrides) {
    List<String> all = new ArrayList<>(List.of(overrides));
    all.add("runtime.models=" + folder.resolve("models").toUri());
    return SmallWard.config(all.toArray(String[]::new));
  }

  /** From the beginning when no savepoint is given. */
  Products run(String name, String savepointUri, HeadwaterConfig config) throws Exception {
    Configuration settings = new Configuration();
    if (savepointUri != null) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepointUri);
    }
    JobExecutionResult ended = LocalRun.await(start(name, config, settings), progress -> {});
    if (ended == null) {
      throw new IllegalStateException("The job ended without a result.");
    }
    return PRODUCTS.get(name);
  }

  /** Stops after three fifths of the input and answers with the savepoint's folder. */
  Path stop(String name, Path target, HeadwaterConfig config) throws Exception {
    JobClient client = start(name, config, new Configuration());
    InterruptedSource.Plan plan = InterruptedSource.plan(name);
    while (plan.read.get() < plan.pauseAfter || plan.latents.get() < SmallWard.SUBJECTS.size()) {
      Thread.sleep(20);
    }
    String uri =
        client
            .stopWithSavepoint(false, target.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    return Path.of(java.net.URI.create(uri));
  }

  private JobClient start(String name, HeadwaterConfig config, Configuration settings)
      throws Exception {
    PRODUCTS.put(name, new Products());
    Path csv = SmallWard.writeCsv(folder.resolve("csv"), WINDOWS);
    int chunks = chunks(csv, config);
    boolean stops = settings.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isEmpty();
    int pause = stops && name.startsWith("stopped") ? chunks * 3 / 5 : Integer.MAX_VALUE;
    var source =
        InterruptedSource.of(RecordingInputs.source(csv, config), name, pause, Integer.MAX_VALUE);
    StreamExecutionEnvironment env = LocalRun.environment(1, settings);
    // None of its own: a pause lasts until checkpoints come, so this one lasts until it is stopped.
    env.enableCheckpointing(Duration.ofHours(1).toMillis());
    new LearnJob(
            config,
            source,
            LearnJob.Mode.REPLAY,
            false,
            InterruptedSource.counting(name, streams -> collect(name, streams)))
        .build(env);
    return env.executeAsync(name);
  }

  private static int chunks(Path csv, HeadwaterConfig config) throws Exception {
    int chunks = 0;
    try (var recordings = RecordingInputs.open(csv, config)) {
      while (recordings.next().isPresent()) {
        chunks++;
      }
    }
    return chunks;
  }

  private static void collect(String name, LearnStreams streams) {
    keep(streams.latents(), r -> PRODUCTS.get(name).latents.add(r), StreamTypes.LATENT);
    keep(streams.models(), r -> PRODUCTS.get(name).models.add(r), StreamTypes.MODEL);
    streams.graphs().sinkTo(new DiscardingSink<>());
    streams.late().sinkTo(new DiscardingSink<>());
    streams.rejected().sinkTo(new DiscardingSink<>());
  }

  private interface Keeper<T> extends java.io.Serializable {
    void keep(T record);
  }

  private static <T> void keep(DataStream<T> stream, Keeper<T> keeper, TypeInformation<T> type) {
    stream
        .map(
            record -> {
              keeper.keep(record);
              return record;
            },
            type)
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>())
        .setParallelism(1);
  }

  /** Writes a savepoint, and beside it what an undisturbed run of the same release ends in. */
  public static void main(String[] target) throws Exception {
    Path to = Files.createDirectories(Path.of(target[0]));
    StoredSavepoint ward = new StoredSavepoint(Files.createTempDirectory("savepoint"));
    Path savepoint = ward.stop("stopped", Files.createTempDirectory("taken"), ward.config());
    try (var files = Files.list(savepoint)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    ModelRecord last = ward.run("whole", null, ward.config()).last();
    Files.writeString(to.resolve("final-model.sha256"), last.sha256() + "\n");
    System.exit(0);
  }
}
