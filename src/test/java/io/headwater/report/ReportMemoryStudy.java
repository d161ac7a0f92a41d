package io.headwater.report;

import static io.headwater.report.RunFolder.estimate;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.LatentNode;
import io.headwater.learn.GraphRecord;
import io.headwater.learn.LatentRecord;
import io.headwater.report.page.ReportPage;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a report of a great run costs: {@code ReportMemoryStudy FOLDER WINDOWS SUBJECTS SNAPSHOTS}
 * writes a run of that size to the folder, then reports it twice side by side, and prints seconds,
 * what lives on the heap afterwards and its greatest extent. With {@code -Xmx} the extent is bound
 * and the report must still be made.
 */
final class ReportMemoryStudy {
  private static final int LATENTS = 3;
  private static final List<String> MODALITIES = List.of("a", "b", "c", "d");

  private ReportMemoryStudy() {}

  public static void main(String[] args) throws Exception {
    long windows = Long.parseLong(args[1]);
    int subjects = Integer.parseInt(args[2]);
    Path run =
        RunFolder.write(
            Path.of(args[0]),
            LongStream.range(0, windows).mapToObj(w -> window(w, subjects)),
            graphs(windows, Integer.parseInt(args[3])),
            Map.of("windows", windows, "final_pass", true));
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    long before = live();
    long started = System.nanoTime();
    Report report = Report.of(List.of(run, run), Optional.empty(), System.out::println);
    Path page = run.resolve("report.html");
    report.writeJson(run.resolve("report.json"));
    new ReportPage(report).write(page);
    double seconds = (System.nanoTime() - started) / 1e9;
    long extent = heapPools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    long kept = live() - before;
    System.out.printf(
        "%,d windows, %,d subjects, twice: %.1f s; report %.1f MB, heap at most %.0f MB; page %.1f MB (%d runs)%n",
        windows,
        subjects,
        seconds,
        kept / 1e6,
        extent / 1e6,
        Files.size(page) / 1e6,
        report.runs().size());
  }

  private static LatentRecord window(long number, int subjects) {
    SplittableRandom random = new SplittableRandom(number);
    return RunFolder.window(
        "subject-%05d".formatted(number % subjects),
        number / subjects,
        random.nextDouble(),
        MODALITIES.stream()
            .map(
                m ->
                    estimate(
                        m,
                        random.nextInt(10) > 0,
                        IntStream.range(0, LATENTS)
                            .mapToDouble(k -> random.nextGaussian())
                            .toArray()))
            .toList());
  }

  private static List<GraphRecord> graphs(long windows, int count) {
    List<LatentNode> nodes =
        MODALITIES.stream()
            .flatMap(m -> IntStream.range(0, LATENTS).mapToObj(k -> LatentNode.of(m, k)))
            .toList();
    List<CausalEdge> edges =
        nodes.stream()
            .flatMap(
                from ->
                    nodes.stream()
                        .filter(to -> !to.modality().equals(from.modality()))
                        .map(to -> new CausalEdge(from.id(), to.id(), 1, .5, .5, 1, true)))
            .toList();
    return IntStream.rangeClosed(1, count)
        .mapToObj(g -> RunFolder.graph(g * windows / count, nodes, edges))
        .toList();
  }

  private static Stream<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP);
  }

  private static long live() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
