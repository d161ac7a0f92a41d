package io.headwater.suite;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Does a run in a JVM of its own, started like this one but with its share of the processors, so
 * that runs side by side do not crowd each other and one that dies leaves the others alone.
 */
final class ChildProcess implements RunExecutor {
  /** JVM options that must not be given twice: they open ports or files. */
  private static final List<String> NOT_INHERITED =
      List.of("-agentlib:", "-javaagent:", "-Xrunjdwp", "-Dcom.sun.management.jmxremote");

  private static final String PROCESSORS = "-XX:ActiveProcessorCount=";

  private final Evaluation.SingleRun command;
  private final Path logs;
  private final int processors;

  /**
   * @param command arguments of a single run
   * @param logs folder for what the runs say on standard error
   * @param processors that a run may use, at least 1
   */
  ChildProcess(Evaluation.SingleRun command, Path logs, int processors) {
    this.command = command;
    this.logs = logs;
    this.processors = processors;
  }

  @Override
  public RunResult run(RunKey key) throws IOException, InterruptedException {
    Files.createDirectories(logs);
    Path log = logs.resolve(key.fileName() + ".log");
    Path answer = logs.resolve(key.fileName() + ".json");
    List<String> line = new ArrayList<>(thisJvm());
    line.addAll(command.arguments(key.suiteRow(), key.seed()));
    Process process =
        new ProcessBuilder(line)
            .redirectError(log.toFile())
            .redirectOutput(answer.toFile())
            .start();
    Thread stop = new Thread(process::destroy, "stop-" + key.fileName());
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException(
            "The process of the run ended with exit code %d; see %s.".formatted(exit, log));
      }
      RunResult result = lastLine(answer);
      Files.delete(answer);
      return result;
    } finally {
      process.destroy();
      removeHook(stop);
    }
  }

  private RunResult lastLine(Path answer) throws IOException {
    String last = null;
    for (String line : Files.readAllLines(answer, StandardCharsets.UTF_8)) {
      last = line.startsWith("{") ? line : last; // Other lines are what libraries have to say.
    }
    if (last == null) {
      throw new IOException("The process of the run ended without a result in " + answer + ".");
    }
    return RunJson.parse(last);
  }

  private static void removeHook(Thread stop) {
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException goingDown) {
      // The JVM is stopping and has run the hook already.
    }
  }

  /** The Java executable, JVM options and class path of this process. */
  private List<String> thisJvm() {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (NOT_INHERITED.stream().noneMatch(option::startsWith)) {
        line.add(option);
      }
    }
    line.add(PROCESSORS + processors); // the last one given counts
    String path = System.getProperty("java.class.path");
    if (path.endsWith(".jar") && !path.contains(File.pathSeparator)) {
      line.addAll(List.of("-jar", path)); // Its manifest opens the packages that Flink needs.
    } else {
      line.addAll(List.of("-cp", path, "io.headwater.cli.Headwater"));
    }
    return line;
  }
}
