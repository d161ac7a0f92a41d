package io.headwater.fault;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What happens to a run while its feed goes in. */
enum Fault {
  NONE("none") {
    @Override
    void strike(FaultRun run, long millis) {}
  },
  /** Failures are drawn beforehand, by {@link Sabotage}. */
  TASK_FAILURES("tasks fail at random points") {
    @Override
    void strike(FaultRun run, long millis) throws Exception {
      run.sendRest();
    }
  },
  /**
   * By conditions, not by luck: what is repeated had reached the topic, and no checkpoint knew of
   * it.
   */
  FAILED_BEFORE_CHECKPOINT("task fails after output and before the checkpoint of it") {
    @Override
    List<String> settings() {
      return List.of(FaultRun.CHECKPOINTS_BY_HAND);
    }

    @Override
    void strike(FaultRun run, long millis) throws Exception {
      run.awaitLatents(EARLY);
      run.checkpoint();
      int before = run.written();
      run.sendPart();
      run.awaitWritten(before + 1);
      run.sabotage().failNext();
      run.sendRest();
    }
  },
  TASK_MANAGER_LOST("task manager lost, twice") {
    @Override
    void strike(FaultRun run, long millis) throws Exception {
      run.awaitLatents(EARLY);
      run.cluster().replaceTaskManager();
      run.sendRest();
      run.awaitLatents(2 * EARLY);
      run.cluster().replaceTaskManager();
    }
  },
  CLUSTER_LOST("whole cluster lost, new job from the newest checkpoint") {
    @Override
    void strike(FaultRun run, long millis) throws Exception {
      run.awaitLatents(EARLY);
      run.awaitCheckpoint();
      run.restartClusterFromCheckpoint();
    }
  },
  /** For feeds of three parts, the second of which is enough for a solve. */
  CLUSTER_LOST_AROUND_SOLVE("whole cluster lost before and after the first solve") {
    @Override
    void strike(FaultRun run, long millis) throws Exception {
      run.awaitLatents(EARLY);
      run.awaitCheckpoint();
      run.restartClusterFromCheckpoint();
      run.sendPart();
      run.awaitSolved();
      run.restartClusterFromCheckpoint();
    }
  },
  /** For feeds of as many parts as losses, and one; wherever the job is with a part. */
  CLUSTER_LOST_IN_EACH_PART("whole cluster lost in each part of the feed") {
    @Override
    void strike(FaultRun run, long millis) throws Exception {
      run.awaitLatents(1);
      run.awaitCheckpoint();
      while (run.hasMore()) {
        run.restartClusterFromCheckpoint();
        long before = run.sabotage().latents();
        run.sendPart();
        run.awaitLatentsOrEverythingRead(before + 1);
      }
      run.restartClusterFromCheckpoint();
    }
  },
  SAVEPOINT("new job from a savepoint, other parallelism") {
    @Override
    void strike(FaultRun run, long millis) throws Exception {
      run.awaitLatents(EARLY);
      run.restartFromSavepoint(1);
    }
  },
  BROKER_DOWN("broker stopped") {
    @Override
    void strike(FaultRun run, long millis) throws Exception {
      run.awaitLatents(EARLY);
      run.broker().outage(millis);
    }
  },
  BROKER_RESTARTED("broker restarted while a transaction is open") {
    @Override
    void strike(FaultRun run, long millis) throws Exception {
      run.awaitLatents(EARLY);
      run.awaitCheckpoint();
      long before = run.sabotage().latents();
      run.sendRest();
      run.awaitLatents(before + 1);
      run.broker().outage(0);
    }
  },
  SLOW_CONSUMER("slow consumer (backpressure)") {
    @Override
    void strike(FaultRun run, long millis) throws Exception {
      run.sabotage().haltConsumer();
      run.sendUntilBackPressure();
      run.sabotage().slowConsumer(PAUSE_MILLIS);
    }
  };

  /** Those that ask something of their feed. */
  static final Set<Fault> OF_TROUBLED_FEEDS =
      EnumSet.of(CLUSTER_LOST_AROUND_SOLVE, CLUSTER_LOST_IN_EACH_PART);

  private static final int EARLY = 20;
  private static final long PAUSE_MILLIS = 20;

  private final String title;

  Fault(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Settings that a run under it needs. */
  List<String> settings() {
    return List.of();
  }

  /**
   * Strikes once the first part of the feed is on its way.
   *
   * @param millis how long a broker stays away
   */
  abstract void strike(FaultRun run, long millis) throws Exception;
}
