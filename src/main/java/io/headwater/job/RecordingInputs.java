package io.headwater.job;

import io.headwater.align.Arrival;
import io.headwater.config.HeadwaterConfig;
import io.headwater.sensor.MergedRecordings;
import io.headwater.sensor.Modality;
import io.headwater.sensor.Recording;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.RecordingRule;
import io.headwater.sensor.Recordings;
import io.headwater.sensor.SensorRecord;
import io.headwater.wire.AvroFiles;
import io.headwater.wire.files.ArrivalOpener;
import io.headwater.wire.files.RecordingSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of recordings as input of a job: all files merged in time order into one partition. */
public final class RecordingInputs {
  /** Name of the partition, as lineage and error messages show it. */
  public static final String PARTITION = "recordings";

  /** What stands for the subject of a file that holds several. */
  private static final String ALL_SUBJECTS = "*";

  private static final Logger LOG = LoggerFactory.getLogger(RecordingInputs.class);

  private RecordingInputs() {}

  /**
   * @throws IOException when the folder holds nothing that fits the configuration, or a recording
   *     cannot be read; says what is wrong and what the folder holds
   */
  public static RecordingSource source(Path folder, HeadwaterConfig config) throws IOException {
    List<Modality> modalities = config.toModalities();
    List<RecordingRule> rules = config.recordings();
    try (MergedRecordings probe = new MergedRecordings(find(folder, rules, modalities))) {
      probe.next(); // Opens every file: what cannot be read is refused before a job starts.
    }
    String path = folder.toAbsolutePath().toString();
    boolean remarks = config.pseudonymKeyFile().isEmpty(); // They name files, and so people.
    return new RecordingSource(
        () ->
            new NumberedRecords(
                new MergedRecordings(find(Path.of(path), rules, modalities)), remarks));
  }

  /** The recordings of a folder, merged in time order. */
  public static MergedRecordings open(Path folder, HeadwaterConfig config) throws IOException {
    return new MergedRecordings(find(folder, config.recordings(), config.toModalities()));
  }

  /**
   * The recordings of a folder: chunk files {@code <modality>.avro}, as {@code ingest} and {@code
   * simulate} write them, where there are any; otherwise what the configuration's rules find.
   */
  private static List<Recording> find(
      Path folder, List<RecordingRule> rules, List<Modality> modalities) throws IOException {
    List<Recording> chunkFiles = new ArrayList<>();
    for (Modality modality : modalities) {
      Path file = folder.resolve(modality.name() + ".avro");
      if (Files.isRegularFile(file)) {
        chunkFiles.add(
            new Recording(ALL_SUBJECTS, modality.name(), file, () -> AvroFiles.readChunks(file)));
      }
    }
    return chunkFiles.isEmpty() ? Recordings.discover(folder, rules, modalities) : chunkFiles;
  }

  /**
   * The people whose recordings a folder holds, sorted.
   *
   * @throws IOException when it holds nothing that fits the configuration, or chunk files, which do
   *     not name their people
   */
  public static List<String> subjects(Path folder, HeadwaterConfig config) throws IOException {
    if (config.pseudonymKeyFile().isPresent()) {
      throw new RecordingException(
          folder,
          "cannot be listed by people under pseudonyms; leave subjects.pseudonym-key-file out.");
    }
    List<String> subjects =
        find(folder, config.recordings(), config.toModalities()).stream()
            .map(Recording::subject)
            .distinct()
            .sorted()
            .toList();
    if (subjects.contains(ALL_SUBJECTS)) {
      throw new RecordingException(
          folder, "holds chunk files, whose people are known only when they are read.");
    }
    return subjects;
  }

  /** Whether the folder holds what the configuration's rules ask for. */
  public static boolean fits(Path folder, HeadwaterConfig config) throws IOException {
    try {
      find(folder, config.recordings(), config.toModalities());
      return true;
    } catch (RecordingException nothingThere) {
      return false;
    }
  }

  /** Records with their position; remarks of the readers go to the log at the end. */
  private static final class NumberedRecords implements ArrivalOpener.Arrivals {
    private final MergedRecordings recordings;
    private final boolean remarks;
    private long next;

    NumberedRecords(MergedRecordings recordings, boolean remarks) {
      this.recordings = recordings;
      this.remarks = remarks;
    }

    @Override
    public Optional<Arrival> next() throws IOException {
      Optional<SensorRecord> record = recordings.next();
      return record.map(r -> new Arrival(PARTITION, next++, r));
    }

    @Override
    public void close() throws IOException {
      if (remarks) {
        recordings.notes().forEach(note -> LOG.warn("{}", note));
      }
      recordings.close();
    }
  }
}
