package io.headwater.cli;

import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import io.headwater.config.LatentNumber;
import io.headwater.dashboard.Binding;
import io.headwater.dashboard.DashboardServer;
import io.headwater.job.LearnProgress;
import io.headwater.job.RecordingInputs;
import io.headwater.local.CommittedOutputs;
import io.headwater.local.Demo;
import io.headwater.local.Feed;
import io.headwater.sensor.MergedRecordings;
import io.headwater.simulate.Faults;
import io.headwater.simulate.Ward;
import io.headwater.simulate.WardSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headwater demo}. */
@Command(
    name = "demo",
    description = {
      "Runs the main job live on a broker and a Flink cluster inside this process, fed faster than",
      "real time: by a simulated sleep ward whose hidden causes are known, or by your recordings."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  headwater demo",
      "  headwater demo --sleepers 12 --hours 8 --keep-running",
      "  headwater demo --input recordings/ --config my.yaml"
    })
final class DemoCommand implements Callable<Integer> {
  /** Enough windows for a graph, and a whole run within three minutes on two cores. */
  private static final int DEFAULT_SLEEPERS = 24;

  private static final double DEFAULT_HOURS = 2;

  /** An hour in fifteen seconds. */
  private static final double DEFAULT_SPEED = 240;

  @Mixin ConfigOption config;
  @Mixin WardOptions ward;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "DIR",
      description = "Folder of recordings instead of the simulated ward.")
  Path input;

  @Option(
      names = "--speed",
      paramLabel = "X",
      description = "Recorded seconds per second, at most (default: ${DEFAULT-VALUE}).")
  double speed = DEFAULT_SPEED;

  @Option(
      names = "--keep-running",
      description = "Leave broker, cluster and job up when the data have ended, until Ctrl-C.")
  boolean keepRunning;

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "Port of the live page on this machine (default: a free one; its address is printed).")
  int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder for the broker's data, checkpoints and models; a temporary one if absent.")
  Path data;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = data == null ? Files.createTempDirectory("headwater-demo") : data;
    HeadwaterConfig wanted = wanted();
    Ward night =
        input == null
            ? new Ward(ward.settings(DEFAULT_SLEEPERS, DEFAULT_HOURS, Faults.defaults()))
            : null;
    if (night != null) {
      requireFit(wanted, night);
    }
    ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
    out.println(night == null ? "Your recordings, live." : WardReport.opening(night));
    out.flush();
    try (Demo demo = Demo.start(wanted, folder);
        DashboardServer page = DashboardServer.start(demo.config(), Binding.local(port))) {
      out.printf("Live page: %s%n", page.url());
      out.printf("Broker at %s, data in %s.%n", demo.config().kafka().bootstrap(), folder);
      out.flush();
      demo.feed(feed -> send(feed, night, wanted), speed, progress);
      LearnProgress end = keepRunning ? demo.progress() : demo.finish(progress);
      progress.end();
      new WardReport(out, demo.config(), folder)
          .print(end, new CommittedOutputs(demo.config()), night, keepRunning);
      if (keepRunning) {
        demo.awaitEnd(progress);
      }
    }
    return ExitCode.OK.code();
  }

  private void send(Feed feed, Ward night, HeadwaterConfig wanted)
      throws IOException, InterruptedException {
    if (night != null) {
      feed.send(night);
      return;
    }
    try (MergedRecordings recordings = RecordingInputs.open(input, wanted)) {
      feed.send(recordings);
    }
  }

  /** Truth and estimates can be compared only when the configuration describes the ward. */
  private static void requireFit(HeadwaterConfig wanted, Ward night) {
    boolean sensors = wanted.toModalities().equals(Ward.modalities());
    boolean latents =
        wanted.modalities().stream()
            .allMatch(
                m -> m.latents().equals(LatentNumber.of(night.settings().latentsPerModality())));
    boolean windows =
        wanted.window().size().equals(WardSettings.STEP)
            && wanted.window().slide().equals(WardSettings.STEP);
    if (!sensors || !latents || !windows) {
      throw new UsageException(
          "The configuration does not describe the simulated ward, which has the sensors of the example 'ward', %d latents for each, and windows of %d s; change it, or give recordings with --input DIR."
              .formatted(night.settings().latentsPerModality(), WardSettings.STEP.toSeconds()));
    }
  }

  private HeadwaterConfig wanted() throws IOException {
    if (config.file != null) {
      return config.load();
    }
    if (input != null) {
      return RecognisedFolder.config(input, config.overrides);
    }
    List<String> overrides = new ArrayList<>(config.overrides);
    for (int m = 0; ward.latents != null && m < Ward.modalities().size(); m++) {
      overrides.add("modalities[%d].latents=%d".formatted(m, ward.latents));
    }
    return ConfigLoader.parse("ward.yaml", Examples.text("ward"), overrides);
  }
}
