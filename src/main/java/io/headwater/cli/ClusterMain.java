package io.headwater.cli;

import picocli.CommandLine;

/**
 * The entry of a job in Flink's application mode, where {@code main} runs inside the job manager:
 * the same commands, but no end of the process. {@link Headwater#main} ends it with an exit code,
 * which would take the job manager down before it has noted how the job ended.
 */
public final class ClusterMain {
  private ClusterMain() {}

  /**
   * Runs a command, {@code learn} or {@code score}, until its job has ended.
   *
   * @throws Exception what ended the command, as it was thrown: Flink tells a cancelled job from a
   *     failed one by it
   * @throws IllegalArgumentException when the arguments are no command; the words are in the log
   */
  public static void main(String[] args) throws Exception {
    Exception[] thrown = new Exception[1];
    CommandLine commands = Headwater.commandLine();
    CommandLine.IExecutionExceptionHandler telling = commands.getExecutionExceptionHandler();
    commands.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          thrown[0] = failure;
          return telling.handleExecutionException(failure, command, parsed);
        });
    int code = commands.execute(args);
    if (thrown[0] != null) {
      throw thrown[0];
    }
    if (code != ExitCode.OK.code()) {
      throw new IllegalArgumentException(
          "The arguments %s are no command of headwater (exit code %d)."
              .formatted(String.join(" ", args), code));
    }
  }
}
