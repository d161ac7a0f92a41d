package io.headwater.cli;

import io.headwater.sensor.Pseudonyms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code headwater pseudonyms}. */
@Command(
    name = "pseudonyms",
    description = {
      "Reads subjects from standard input, one a line, and prints the pseudonym of each, by the key",
      "that subjects.pseudonym-key-file names. For lists of held-out people and tables of covariates."
    },
    footerHeading = "%nExample:%n",
    footer = "  headwater pseudonyms --config my.yaml < people.txt")
final class PseudonymsCommand implements Callable<Integer> {
  @Mixin ConfigOption config;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Pseudonyms pseudonyms =
        PseudonymKey.of(config.load())
            .orElseThrow(
                () ->
                    new UsageException(
                        "The configuration names no key of pseudonyms; set subjects.pseudonym-key-file."));
    PrintWriter out = spec.commandLine().getOut();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String subject = in.readLine(); subject != null; subject = in.readLine()) {
      out.println(pseudonyms.of(subject));
    }
    out.flush();
    return ExitCode.OK.code();
  }
}
