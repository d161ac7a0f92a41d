package io.headwater.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.job.RestoreCheck;
import io.headwater.job.SmallWard;
import io.headwater.score.LoadedModel;
import io.headwater.score.ScoreCase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever fails, a scorer publishes what an undisturbed one does, bit for bit. */
@Timeout(300)
class ScoreFaultTest {
  private static final int WINDOWS = 30;
  private static final Feed FEED = Feed.steady("scored", WINDOWS);

  @TempDir static Path folder;

  private static RestartableBroker broker;
  private static FaultCluster cluster;
  private static LoadedModel model;
  private static ScoreRun.Scores undisturbed;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    broker = new RestartableBroker(folder.resolve("broker"));
    cluster = new FaultCluster();
    cluster.start();
    model = ScoreCase.model(SmallWard.config(Feed.settings(FEED.name())), 9);
    try (ScoreRun run = run(Sabotage.none("undisturbed"))) {
      run.publish(model);
      run.submit(null, 1);
      undisturbed = run.finish();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
    broker.close();
  }

  private static ScoreRun run(Sabotage sabotage) throws Exception {
    return new ScoreRun(cluster, broker, folder, FEED, sabotage);
  }

  private static void assertUndisturbed(ScoreRun.Scores scores) {
    assertThat(scores.twice()).isZero();
    assertThat(scores.versions()).containsExactly(String.valueOf(model.version()));
    assertThat(scores).isEqualTo(undisturbed);
  }

  @Test
  void withoutFaultsEveryWindowIsScoredOnce() {
    assertThat(undisturbed.scores()).containsOnlyKeys(FEED.expected());
    assertUndisturbed(undisturbed);
  }

  @Test
  void afterTaskFailuresTheModelInStateGoesOnScoringThoughFileAndSnapshotAreGone()
      throws Exception {
    int failures = 4;
    Sabotage sabotage = Sabotage.waiting("failing", 3, failures, FEED.sent() / 4 / failures);
    try (ScoreRun run = run(sabotage)) {
      run.publish(model);
      run.submit(null, 2);
      run.sendUpTo(0.5);
      run.awaitScores(1);
      run.awaitCheckpoint();
      run.deleteModels();
      sabotage.arm();
      ScoreRun.Scores scores = run.finish();
      sabotage.check();
      assertUndisturbed(scores);
    }
  }

  /** What shrinks and grows: source, aligners, scorers and the sink's transactions. */
  @Test
  void atAnotherParallelismEveryWindowIsScoredOnceWithTheSameBits() throws Exception {
    Sabotage watch = Sabotage.none("rescaled");
    try (ScoreRun run = run(watch)) {
      run.publish(model);
      run.submit(null, 1);
      run.sendUpTo(0.4);
      run.awaitScores(1);
      String atOne = run.savepoint();
      assertOtherWindowsAreRefused(run, atOne);
      run.deleteModels();
      long scored = watch.latents();
      run.submit(atOne, 3);
      run.sendUpTo(0.7);
      run.awaitScores(scored + 1);
      run.submit(run.savepoint(), 2);
      assertUndisturbed(run.finish());
    }
  }

  private static void assertOtherWindowsAreRefused(ScoreRun run, String savepoint)
      throws Exception {
    assertThat(RestoreCheck.scoringProblem(savepoint, run.config(3))).isEmpty();
    assertThat(RestoreCheck.scoringProblem(savepoint, run.config(3, "learning.reservoir=512")))
        .isEmpty();
    assertThat(RestoreCheck.scoringProblem(savepoint, run.config(1, "window.size=30s")))
        .hasValueSatisfying(
            sentence ->
                assertThat(sentence)
                    .contains("window.size 20s", "says 30s")
                    .endsWith("without --restore."));
    assertThatThrownBy(() -> RestoreCheck.problem(savepoint, run.config(1)))
        .hasMessageContaining("holds no learner")
        .hasMessageContaining("Name one of 'learn'");
  }

  @Test
  void boundAndWaitingWindowsGoAlongToAnotherParallelismBeforeTheFirstModel() throws Exception {
    int bound = 150;
    String setting = "score.chunks-before-model=" + bound;
    try (ScoreRun run = run(Sabotage.none("waiting"))) {
      run.sendUpTo(0.7);
      run.submit(null, 1, setting);
      run.awaitRead(bound);
      run.submit(run.savepoint(), 1, setting);
      String again = run.savepoint();
      assertThat(run.progress().chunksRead()).isEqualTo(bound);
      run.submit(again, 3, setting);
      run.awaitRead(bound + 1);
      run.awaitWaiting(1);
      String three = run.savepoint();
      long read = run.progress().chunksRead();
      assertThat(read).isLessThanOrEqualTo(3 * bound);
      run.submit(three, 2, setting);
      run.awaitWaiting(1);
      run.awaitCheckpoint();
      assertThat(run.progress().chunksRead()).isLessThanOrEqualTo(3 * bound);
      run.publish(model);
      assertUndisturbed(run.finish());
    }
  }
}
