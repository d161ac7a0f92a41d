package io.headwater.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The executable: {@code java -jar headwater.jar COMMAND}. */
@Command(
    name = "headwater",
    versionProvider = VersionProvider.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    description = "Finds the hidden causes behind a person's sensor streams.",
    subcommands = {
      DemoCommand.class,
      LearnCommand.class,
      ScoreCommand.class,
      ReplayCommand.class,
      SimulateCommand.class,
      IngestCommand.class,
      TopicsCommand.class,
      TailCommand.class,
      DashboardCommand.class,
      PseudonymsCommand.class,
      EvaluateCommand.class,
      DiscoverCommand.class,
      ReportCommand.class,
      CommandLine.HelpCommand.class
    },
    footerHeading = "%nStart here:%n",
    footer = {
      "  headwater demo                                  a simulated ward, live, in three minutes",
      "  headwater learn --example noneeg > my.yaml      a commented configuration to begin with",
      "  headwater replay --config my.yaml --input DIR --output OUT",
      "",
      "Exit codes: 0 done, 1 failed while running, 2 wrong usage or configuration,",
      "            3 input refused, 4 broker not reachable or refuses us."
    })
public final class Headwater {

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces and the libraries' own log.")
  boolean debug;

  private Headwater() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    Headwater root = new Headwater();
    CommandLine commands = new CommandLine(root);
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setExecutionExceptionHandler(new FailureHandler(() -> root.debug));
    commands.setExecutionStrategy(
        parsed -> {
          if (root.debug) {
            Logging.verbose();
          }
          return new CommandLine.RunLast().execute(parsed);
        });
    return commands;
  }
}
