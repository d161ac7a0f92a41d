package io.headwater.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MergedRecordingsTest {
  private final List<String> closed = new ArrayList<>();

  private Recording recording(String subject, SensorRecord... records) {
    return new Recording(
        subject, "m", Path.of(subject), () -> new ListReader(subject, Arrays.asList(records)));
  }

  private static SensorChunk chunk(String subject, long start) {
    return new SensorChunk(
        subject, "m", "", start, 1, new long[0], List.of("a"), new float[] {1}, "", 0);
  }

  private static RejectedRecord rejected(String source) {
    return new RejectedRecord(source, 0, "reason", new byte[0]);
  }

  private static String name(SensorRecord record) {
    return record instanceof SensorChunk chunk
        ? chunk.subject() + chunk.startMicros()
        : ((RejectedRecord) record).source();
  }

  private static List<String> read(MergedRecordings merged) throws IOException {
    List<String> names = new ArrayList<>();
    try (merged) {
      for (Optional<SensorRecord> r = merged.next(); r.isPresent(); r = merged.next()) {
        names.add(name(r.get()));
      }
    }
    return names;
  }

  @Test
  void chunksComeByStartAndTiesInTheOrderOfTheRecordings() throws IOException {
    MergedRecordings merged =
        new MergedRecordings(
            List.of(
                recording("b", chunk("b", 1), chunk("b", 3), chunk("b", 4)),
                recording("a", chunk("a", 1), chunk("a", 2), chunk("a", 4))));

    assertThat(read(merged)).containsExactly("b1", "a1", "a2", "b3", "b4", "a4");
    assertThat(closed).containsExactly("b", "a");
    assertThat(merged.notes()).containsExactly("b: noted", "a: noted");
  }

  @Test
  void rejectedRecordsComeOutAsSoonAsTheyAreMet() throws IOException {
    MergedRecordings merged =
        new MergedRecordings(
            List.of(
                recording("a", rejected("x"), chunk("a", 5), rejected("y")),
                recording("b", chunk("b", 1), chunk("b", 2))));

    assertThat(read(merged)).containsExactly("x", "b1", "b2", "a5", "y");
  }

  @Test
  void aRecordingThatBreaksOffIsToldAndTheOthersGoOn() throws IOException {
    MergedRecordings merged =
        new MergedRecordings(
            List.of(
                recording("a", chunk("a", 1), null, chunk("a", 9)), recording("b", chunk("b", 2))));

    assertThat(read(merged)).containsExactly("a1", "a", "b2");
    assertThat(closed).containsExactly("a", "b");
  }

  @Test
  void aRecordingThatIsRefusedStopsBeforeAnythingCameOutAndTheOpenOnesAreClosed() {
    Recording refused =
        new Recording(
            "r",
            "m",
            Path.of("r"),
            () -> {
              throw new RecordingException(Path.of("r"), "refused.");
            });

    assertThatThrownBy(
            () -> read(new MergedRecordings(List.of(recording("a", chunk("a", 1)), refused))))
        .isInstanceOf(RecordingException.class)
        .hasMessage("r: refused.");
    assertThat(closed).containsExactly("a");
  }

  private final class ListReader implements ChunkReader {
    private final String name;
    private final Iterator<SensorRecord> records;

    ListReader(String name, List<SensorRecord> records) {
      this.name = name;
      this.records = records.iterator();
    }

    @Override
    public Optional<SensorRecord> next() throws IOException {
      if (!records.hasNext()) {
        return Optional.empty();
      }
      SensorRecord record = records.next();
      if (record == null) {
        throw new RecordingException(Path.of(name), "broke off.");
      }
      return Optional.of(record);
    }

    @Override
    public List<String> notes() {
      return List.of("noted");
    }

    @Override
    public void close() {
      closed.add(name);
    }
  }
}
