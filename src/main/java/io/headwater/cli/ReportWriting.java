package io.headwater.cli;

import io.headwater.report.Report;
import io.headwater.report.Truth;
import io.headwater.report.page.ReportPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes a report and writes its page and its JSON beside each other. */
final class ReportWriting {
  private static final String HTML = ".html";

  private ReportWriting() {}

  static void write(List<Path> runs, Optional<Truth> truth, Path page, PrintWriter err)
      throws IOException {
    Report report =
        Report.of(
            runs,
            truth,
            words -> {
              err.println("report: " + words);
              err.flush();
            });
    if (page.toAbsolutePath().getParent() != null) {
      Files.createDirectories(page.toAbsolutePath().getParent());
    }
    report.writeJson(json(page));
    new ReportPage(report).write(page);
  }

  /** {@code report.json} beside {@code report.html}. */
  static Path json(Path page) {
    String name = page.getFileName().toString();
    return page.resolveSibling(name.substring(0, name.length() - HTML.length()) + ".json");
  }

  /** Refused now rather than after hours. */
  static void check(Path page) {
    if (!page.getFileName().toString().endsWith(HTML)) {
      throw new UsageException(
          "The report is '%s'; give it a name that ends in .html. Its JSON goes beside it."
              .formatted(page));
    }
  }

  static Optional<Truth> truth(Path folder) throws IOException {
    return folder == null ? Optional.empty() : Optional.of(Truth.open(folder));
  }
}
