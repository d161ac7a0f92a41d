package io.headwater.cli;

import io.headwater.config.HeadwaterConfig;
import io.headwater.local.WardSink;
import io.headwater.simulate.Faults;
import io.headwater.simulate.SimulatedRows;
import io.headwater.simulate.TruthFiles;
import io.headwater.simulate.Ward;
import io.headwater.simulate.WardEvent;
import io.headwater.simulate.WardSettings;
import io.headwater.wire.kafka.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headwater simulate}. */
@Command(
    name = "simulate",
    description = {
      "Makes a night in a sleep ward with known hidden causes: sleep monitor, wristband and oximeter",
      "per sleeper, with gaps, a sensor that falls silent, late and damaged data.",
      "",
      "With --scenario, rows of a structural causal model instead: the cases by which estimators",
      "are judged, one row per window, every setting open.",
      "",
      "The truth (graph, latents) goes to OUT/truth, which no learner reads."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  headwater simulate --output ward/ --sleepers 8 --hours 4",
      "  headwater replay --config ward/ward.yaml --input ward/ --output out/",
      "  headwater simulate --to topics --config ward.yaml --output truth-only/",
      "  headwater simulate --scenario list",
      "  headwater simulate --scenario s-plus --seed 7 --output s-plus/",
      "  headwater replay --config s-plus/scenario.yaml --input s-plus/ --output out/"
    })
final class SimulateCommand implements Callable<Integer> {
  private static final int DEFAULT_SLEEPERS = WardSettings.DEFAULT_SLEEPERS;
  private static final double DEFAULT_HOURS = 8;
  private static final String LIST = "list";
  private static final long TELL_EVERY_NANOS = 2_000_000_000L;

  /** Where the chunks go. */
  enum To {
    CSV,
    AVRO,
    TOPICS
  }

  @Mixin ConfigOption config;
  @Mixin WardOptions ward;

  @ArgGroup(validate = false, heading = "%nScenarios:%n")
  ScenarioOptions scenario = new ScenarioOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "Folder for data, configuration and truth.")
  Path output;

  @Option(
      names = "--to",
      defaultValue = "CSV",
      description =
          "csv (default), avro, or topics (needs --config for the ward). Only the ward's topics get late, repeated and damaged data.")
  To to;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (LIST.equals(scenario.scenario)) {
      spec.commandLine().getOut().print(ScenarioOptions.listing());
      spec.commandLine().getOut().flush();
      return ExitCode.OK.code();
    }
    if (output == null) {
      throw new UsageException("No folder is named for the data and the truth; give --output OUT.");
    }
    return scenario.scenario == null ? ward() : scenario();
  }

  private Integer scenario() throws IOException {
    ward.refuseBesideScenario();
    SimulatedRows rows = scenario.open(ward.seed, ward.latents);
    new ScenarioRun(scenario, to, output)
        .run(rows, config, spec.commandLine().getOut(), spec.commandLine().getErr());
    return ExitCode.OK.code();
  }

  private Integer ward() throws IOException {
    scenario.refuseWithoutScenario();
    Ward night = new Ward(ward.settings(DEFAULT_SLEEPERS, DEFAULT_HOURS, faults()));
    Files.createDirectories(output);
    Files.writeString(output.resolve("ward.yaml"), Examples.text("ward"), StandardCharsets.UTF_8);
    TruthFiles.write(output, night.truth());
    long events = 0;
    long told = System.nanoTime();
    PrintWriter err = spec.commandLine().getErr();
    try (WardSink sink = sink()) {
      for (Iterator<WardEvent> all = night.events(); all.hasNext(); ) {
        sink.accept(all.next());
        events++;
        if (System.nanoTime() - told > TELL_EVERY_NANOS) {
          told = System.nanoTime();
          err.printf("%,d chunks%n", events);
        }
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%,d chunks as %s; truth in %s; configuration in %s%n",
        events,
        to.name().toLowerCase(Locale.ROOT),
        output.resolve("truth"),
        output.resolve("ward.yaml"));
    out.flush();
    return ExitCode.OK.code();
  }

  /** Files of samples in time order have no room for what goes wrong in transport. */
  private Faults faults() {
    return to == To.TOPICS ? Faults.defaults() : Faults.ofFiles();
  }

  private WardSink sink() throws IOException {
    return switch (to) {
      case CSV -> WardSink.csv(output);
      case AVRO -> WardSink.avro(output);
      case TOPICS -> topics(config.load());
    };
  }

  private static WardSink topics(HeadwaterConfig effective) {
    try (Topics topics = Topics.connect(effective)) {
      topics.createMissing(effective, Topics.forLearning(effective));
    }
    return WardSink.topics(effective);
  }
}
