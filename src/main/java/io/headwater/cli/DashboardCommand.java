package io.headwater.cli;

import io.headwater.config.HeadwaterConfig;
import io.headwater.dashboard.Binding;
import io.headwater.dashboard.DashboardServer;
import io.headwater.wire.kafka.Topics;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headwater dashboard}. */
@Command(
    name = "dashboard",
    description = {
      "Shows what a job finds on a web page, live and read-only: the causal graph as it evolves,",
      "latents of a person over their sensor curves, losses and drift, what the data support, model",
      "versions. It reads the configuration's topics (committed records), joins no consumer group,",
      "writes nothing, and sends nothing to any other host.",
      "",
      "Only this machine can open the page. For others, name an interface with --host and set a",
      "token in the environment variable HEADWATER_DASHBOARD_TOKEN."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  headwater dashboard --config ward.yaml",
      "  HEADWATER_DASHBOARD_TOKEN=$(openssl rand -hex 16) headwater dashboard -c ward.yaml --host 0.0.0.0"
    })
final class DashboardCommand implements Callable<Integer> {
  @Mixin ConfigOption config;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "TCP port, 0 for a free one (default: ${DEFAULT-VALUE}).")
  int port = Binding.DEFAULT_PORT;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Interface to listen on (default: ${DEFAULT-VALUE}, this machine only).")
  String host = Binding.DEFAULT_HOST;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "${env:HEADWATER_DASHBOARD_TOKEN}",
      showDefaultValue = Help.Visibility.NEVER,
      description = {
        "What visitors must know, at least 16 characters. Everybody on this machine can read a",
        "command line: better set HEADWATER_DASHBOARD_TOKEN."
      })
  String token;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Binding binding = new Binding(host, port, token == null || token.isEmpty() ? null : token);
    HeadwaterConfig effective = config.load();
    // Says at once what is wrong with address, login or secrets; later the page waits.
    Topics.connect(effective).close();
    PrintWriter out = spec.commandLine().getOut();
    try (DashboardServer page = DashboardServer.start(effective, binding)) {
      out.printf("Dashboard of job '%s' at %s%n", effective.name(), page.url());
      out.println("Stop it with Ctrl-C.");
      out.flush();
      new CountDownLatch(1).await();
    }
    return ExitCode.OK.code();
  }
}
