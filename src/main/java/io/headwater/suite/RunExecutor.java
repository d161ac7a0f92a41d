package io.headwater.suite;

/** Does one run, wherever that may be. */
interface RunExecutor {
  /**
   * @throws Exception when the run failed; the message says how
   */
  RunResult run(RunKey key) throws Exception;
}
