package io.headwater.sensor.e4;

import static io.headwater.sensor.Readings.modality;
import static io.headwater.sensor.Readings.rule;
import static io.headwater.sensor.Readings.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.SharedData;
import io.headwater.sensor.Modality;
import io.headwater.sensor.Readings;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.SensorChunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class E4ReaderTest {
  private static final Modality ACC = modality("motion", 32, "x", "y", "z");

  @TempDir Path folder;

  private static double rate(Readings read) {
    return 1e6 / read.chunks().get(0).periodMicros();
  }

  private static Readings sample(String signal, Modality modality) throws IOException {
    Path folder = SharedData.folder("empatica-flirt-sample");
    return Readings.of(folder, rule("e4", signal + ".csv", modality.name()), modality);
  }

  @Test
  void eachSignalHasItsRateAndSpan() throws IOException {
    Readings acc = sample("ACC", ACC);
    Readings bvp = sample("BVP", modality("pulse", 64, "bvp"));
    Readings eda = sample("EDA", modality("skin", 4, "EDA"));
    Readings temp = sample("TEMP", modality("warmth", 4, "temp"));
    Readings hr = sample("HR", modality("heart", 1, "hr"));

    assertThat(rate(acc)).isEqualTo(32);
    assertThat(rate(bvp)).isEqualTo(64);
    assertThat(rate(eda)).isEqualTo(4);
    assertThat(rate(temp)).isEqualTo(4);
    assertThat(rate(hr)).isEqualTo(1);
    assertThat(bvp.samples() / 64.0).isCloseTo(156, within(1.0));
    assertThat(acc.samples() / 32.0 / 60).isCloseTo(5.2, within(0.05));
    assertThat(eda.samples() / 4.0 / 60).isCloseTo(42, within(0.5));
    assertThat(temp.samples() / 4.0 / 60).isCloseTo(21, within(0.5));
    assertThat(hr.samples() / 60.0).isCloseTo(83, within(0.5));
    assertThat(hr.chunks().get(0).startMicros() - acc.chunks().get(0).startMicros())
        .isEqualTo(10_000_000);
    assertThat(acc.chunks().get(0).startMicros()).isEqualTo(1_560_279_825_000_000L);
  }

  @Test
  void accelerationIsInG() throws IOException {
    SensorChunk first = sample("ACC", ACC).chunks().get(0);

    assertThat(first.unit()).isEqualTo("g");
    assertThat(first.values()).startsWith(-61 / 64f, 25 / 64f, 6 / 64f);
  }

  @Test
  void beatsAreIrregularWithIntervalsInSeconds() throws IOException {
    Readings beats = sample("IBI", modality("beats", 1, "ibi"));

    SensorChunk first = beats.chunks().get(0);
    assertThat(first.isRegular()).isFalse();
    assertThat(first.startMicros()).isEqualTo(1_560_279_825_000_000L + 83_503_822);
    assertThat(first.values()[0]).isEqualTo(0.609403f);
    assertThat(beats.rejected()).isEmpty();
    assertThat(beats.samples()).isEqualTo(4_999);
  }

  @Test
  void aFolderPerSubjectIsReadByLabelsThatNameTheSignal() throws IOException {
    Path shared = SharedData.folder("stress-predict-e4");
    Readings read =
        Readings.of(
            shared,
            subject(
                rule("e4", "raw/S*", "motion", "x", "ACC.x", "y", "ACC.y", "z", "ACC.z"),
                "raw/(S\\d+)"),
            ACC);

    assertThat(read.chunks().stream().map(SensorChunk::subject).distinct()).hasSize(10);
    assertThat(read.rejected()).isEmpty();
    assertThat(read.samples() / 32.0 / 3600 / 10).isBetween(0.8, 1.4); // about an hour each
  }

  @Test
  void marksAreUnixTimes() throws IOException {
    Path tags = SharedData.folder("stress-predict-e4").resolve("raw/S02/tags.csv");

    assertThat(E4Tags.read(tags)).hasSize(9).startsWith(1_644_228_196_000_000L);
  }

  @Test
  void aBrokenLineIsRejectedAndItsSampleIsMissingSoThatTheClockHolds() throws IOException {
    Files.writeString(folder.resolve("EDA.csv"), "100.0\n4.0\n1\nbroken\n3\n1,2\n5\n");

    Readings read = Readings.of(folder, rule("e4", "EDA.csv", "skin"), modality("skin", 4, "eda"));

    assertThat(read.channel(0)).containsExactly(1, Float.NaN, 3, Float.NaN, 5);
    assertThat(read.rejected()).hasSize(2);
    assertThat(read.rejected().get(0).reason()).startsWith("Line 4 holds 'broken'");
    assertThat(read.rejected().get(1).reason()).startsWith("Line 6 has 2 columns");
  }

  @Test
  void whatIsNoExportIsRefused() throws IOException {
    Files.writeString(folder.resolve("EDA.csv"), "time,eda\n");
    Files.writeString(folder.resolve("other.csv"), "1\n");
    Modality skin = modality("skin", 4, "eda");

    assertThatThrownBy(() -> Readings.of(folder, rule("e4", "EDA.csv", "skin"), skin))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("begins with 'time,eda' where the start time");
    assertThatThrownBy(() -> Readings.of(folder, rule("e4", "other.csv", "skin"), skin))
        .hasMessageContaining("is not a signal of an E4 export");
    assertThatThrownBy(() -> Readings.of(folder, rule("e4", "EDA.csv", "skin", "eda", "BVP"), skin))
        .hasMessageContaining("has no column 'BVP'");
  }
}
