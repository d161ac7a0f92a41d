package io.headwater.suite.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.sensor.RecordingException;
import io.headwater.suite.SuiteListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole course on four made-up people in the files of MMASH: up for 90 minutes, then in bed.
 */
class RecordingSuiteTest {
  private static final int SECONDS = 3 * 3600;
  private static final int PEOPLE = 4;

  @TempDir Path folder;

  private final List<String> told = new ArrayList<>();
  private final SuiteListener listener =
      new SuiteListener() {
        @Override
        public void started(String row, long seed) {
          told.add("started " + row);
        }

        @Override
        public void finished(String line, int done, int all, Duration left) {
          told.add("finished " + done + " of " + all);
        }

        @Override
        public void failed(String row, long seed, String why) {
          told.add("failed " + why);
        }
      };

  private RecordingSuite suite(int folds) {
    return new RecordingSuite(
        new RecordingSuite.Request(
            List.of("mmash-in-bed"),
            List.of(1L),
            folds,
            folder,
            folder.resolve("out"),
            List.of("estimator.hidden=8"),
            true,
            "headwater evaluate"));
  }

  @Test
  void latentsOfPeopleNeverLearnedFromTellWhoIsInBedAndAFinishedFoldIsNotDoneAgain()
      throws Exception {
    for (int user = 1; user <= PEOPLE; user++) {
      write(folder.resolve("sleep-wearable-mmash/user_" + user), user);
    }
    assertThat(suite(2).run(listener)).isZero();
    assertThat(told)
        .containsExactly(
            "started mmash-in-bed fold 1",
            "finished 1 of 2",
            "started mmash-in-bed fold 2",
            "finished 2 of 2");
    String page = Files.readString(folder.resolve("out/recordings.md"));
    assertThat(page)
        .contains("`headwater evaluate`", "Balanced accuracy; chance 0.500; 4 people, seeds [1]")
        .contains("| latents |", "| principal components |", "| random encoder |")
        .contains("Latents and exogenous above principal components, as many");
    JsonNode json = new ObjectMapper().readTree(folder.resolve("out/recordings.json").toFile());
    assertThat(json.at("/mmash-in-bed/latents/mean").asDouble()).isGreaterThan(0.8);
    assertThat(json.at("/mmash-in-bed/latents/subjects").asInt()).isEqualTo(PEOPLE);
    assertThat(json.at("/folds/0/scores").properties())
        .extracting(java.util.Map.Entry::getKey)
        .containsExactlyElementsOf(FeatureSet.labels());
    assertThat(json.at("/folds/0/scores/latents").properties())
        .extracting(java.util.Map.Entry::getKey)
        .containsExactly("user_1", "user_3");
    told.clear();
    Path ledger = folder.resolve("out/folds.jsonl");
    String whole = Files.readString(ledger);
    Files.writeString(ledger, whole + "{\"row\": \"mmash"); // as if stopped in the middle
    assertThat(suite(2).run(listener)).isZero();
    assertThat(told).containsExactly("finished 1 of 2", "finished 2 of 2");
    assertThat(ledger).hasContent(whole);
  }

  @Test
  void whatIsMissingIsToldBeforeAnythingIsLearned() throws IOException {
    assertThatThrownBy(() -> suite(2).run(listener))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("sleep-wearable-mmash")
        .hasMessageContaining("is no folder");
    for (int user = 1; user <= 2; user++) {
      write(folder.resolve("sleep-wearable-mmash/user_" + user), user);
    }
    assertThatThrownBy(() -> suite(2).run(listener))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("holds 2 people; 2 folds need two each");
    assertThat(told).isEmpty();
  }

  private static void write(Path user, int number) throws IOException {
    Files.createDirectories(user);
    Files.writeString(
        user.resolve("sleep.csv"),
        ",In Bed Date,In Bed Time,Out Bed Date,Out Bed Time\n0,1,21:30,2,06:00\n");
    SplittableRandom random = new SplittableRandom(number);
    StringBuilder beats = new StringBuilder("ibi_s,day,time\n");
    StringBuilder moves =
        new StringBuilder(
            "Axis1,Axis2,Axis3,Steps,HR,Inclinometer Off,Inclinometer Standing,Inclinometer Sitting,"
                + "Inclinometer Lying,Vector Magnitude,day,time\n");
    for (int s = 0; s < SECONDS; s++) {
      boolean bed = s >= SECONDS / 2;
      String clock = "1,%02d:%02d:%02d%n".formatted(20 + s / 3600, s / 60 % 60, s % 60);
      double ibi = (bed ? 1.0 : 0.7) + 0.02 * number + 0.05 * random.nextGaussian();
      beats.append("%.3f,%s".formatted(ibi, clock));
      int move = bed && random.nextInt(20) > 0 ? 0 : random.nextInt(60);
      boolean lying = bed ^ random.nextInt(10) == 0;
      moves.append(
          "%d,%d,%d,%d,%.1f,0,%d,0,%d,%d,%s"
              .formatted(
                  move,
                  move / 2,
                  move / 3,
                  bed ? 0 : random.nextInt(2),
                  60 / ibi,
                  lying ? 0 : 1,
                  lying ? 1 : 0,
                  move,
                  clock));
    }
    zip(user.resolve("RR.csv.gz"), beats);
    zip(user.resolve("Actigraph.csv.gz"), moves);
  }

  private static void zip(Path file, StringBuilder text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
