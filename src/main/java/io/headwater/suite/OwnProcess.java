package io.headwater.suite;

import java.io.IOException;

/** Does runs in this process: through the job, or on codes alone. */
final class OwnProcess implements RunExecutor {
  private final JobRun job;
  private final CodesRun codes;

  OwnProcess(SuiteRequest request) {
    job = new JobRun(request);
    codes = new CodesRun(request);
  }

  /**
   * @throws io.headwater.config.ConfigException when an override does not fit the row
   * @throws IOException when the pictures of the row cannot be read
   */
  RunKey key(SuiteRow row, long seed) throws IOException {
    return ofCodes(row) ? codes.key(row, seed) : job.key(row, seed);
  }

  @Override
  public RunResult run(RunKey key) throws Exception {
    return ofCodes(key.suiteRow()) ? codes.run(key) : job.run(key);
  }

  private static boolean ofCodes(SuiteRow row) {
    return RowCatalogue.form(row.id()) == RowCatalogue.TruthForm.CODES;
  }
}
