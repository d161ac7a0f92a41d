package io.headwater.job;

import io.headwater.local.EmbeddedBroker;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A million bad records through the real job, with broker, job and reader in one process, and its
 * memory on the way:
 *
 * <pre>{@code
 * mvn test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test -Dexec.args="\
 *     -Xmx2g -classpath %classpath io.headwater.job.DirtyDataStudy 1000000"
 * }</pre>
 */
final class DirtyDataStudy {
  private static final int WINDOWS = 200;
  private static final double MIB = 1 << 20;

  private DirtyDataStudy() {}

  public static void main(String[] args) throws Exception {
    long bad = Long.parseLong(args[0]);
    Path folder = Files.createTempDirectory("dirty");
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
      DirtyRun run = new DirtyRun("dirty", broker.bootstrap(), folder);
      DirtyInput input = run.write(WINDOWS, bad);
      System.out.printf(
          "| records read | heap after collection, MiB | resident, MiB |%n|---|---|---|%n");
      tell(0);
      long started = System.nanoTime();
      long[] next = {bad / 10};
      Map<String, Long> counted =
          run.run(
              progress -> {
                if (progress.total("read") >= next[0]) {
                  tell(progress.total("read"));
                  next[0] = progress.total("read") + bad / 10;
                }
              });
      double seconds = (System.nanoTime() - started) / 1e9;
      tell(
          counted.entrySet().stream()
              .filter(e -> e.getKey().endsWith(".read"))
              .mapToLong(Map.Entry::getValue)
              .sum());
      System.out.printf(
          "%.0f s; counts as expected: %s%n", seconds, counted.equals(input.counts()));
      System.out.println(counted);
      List<String> problems = run.rejectionProblems();
      System.out.printf("%d problems on the rejected topic%n", problems.size());
      problems.stream().limit(10).forEach(System.out::println);
    }
    System.exit(0);
  }

  private static void tell(long read) {
    System.gc();
    double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
    System.out.printf("| %d | %.0f | %.0f |%n", read, heap, residentMib());
  }

  private static double residentMib() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException notLinux) {
      return Double.NaN;
    }
  }
}
