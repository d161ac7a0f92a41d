package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

class EvaluateUsageTest {
  @TempDir Path folder;

  private record Ran(int exit, String out, String err) {}

  private Ran evaluate(String... more) {
    return suite("identification", more);
  }

  private Ran suite(String suite, String... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Headwater.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    String[] first = {"evaluate", "--suite", suite, "--output", folder.resolve("out").toString()};
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return new Ran(command.execute(all), out.toString(), err.toString());
  }

  @Test
  void anUnknownRowIsRefusedWithTheNearestName() {
    Ran ran = evaluate("--rows", "s1,s-plos");
    assertThat(ran.exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(ran.err).contains("'s-plos' is not a row", "Did you mean 's-plus'?", "--list");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void recordingsNeedTheirFolderAndOptionsOfTheirOwn() {
    Ran without = suite("recordings");
    assertThat(without.exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(without.err).contains("--input DIR");
    Ran foreign = suite("recordings", "--input", folder.toString(), "--samples", "100");
    assertThat(foreign.exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(foreign.err).contains("--samples", "belong to --suite identification");
    Ran unknown = suite("recordings", "--input", folder.toString(), "--rows", "noneeg-fase");
    assertThat(unknown.err).contains("Did you mean 'noneeg-phase'?");
    Ran one = suite("recordings", "--input", folder.toString(), "--folds", "1");
    assertThat(one.exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(one.err).contains("no fewer than 2 folds; 1 were asked for");
    assertThat(evaluate("--input", folder.toString()).err).contains("--suite recordings");
    assertThat(evaluate("--folds", "3").err).contains("--folds", "--suite recordings");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aFolderWithoutTheRecordingsIsToldByItsName() {
    Ran ran = suite("recordings", "--input", folder.toString(), "--rows", "noneeg-phase");
    assertThat(ran.exit).isNotEqualTo(ExitCode.OK.code());
    assertThat(ran.err).contains("noneeg-wrist-oximeter", "is no folder");
  }

  @Test
  void anOverrideThatFitsNothingIsRefusedBeforeAnythingStarts() {
    Ran ran = evaluate("--rows", "s1", "--seeds", "1", "--set", "estimator.hiden=3");
    assertThat(ran.exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(ran.err).contains("hiden", "did you mean 'hidden'?");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void tooFewHeldOutWindowsAreRefused() {
    Ran ran = evaluate("--rows", "s1", "--held-out", "5");
    assertThat(ran.exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(ran.err).contains("5 held-out windows are too few");
  }

  @Test
  void noProcessAtAllIsRefused() {
    Ran ran = evaluate("--processes", "0");
    assertThat(ran.exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(ran.err).contains("--processes is 0");
  }

  @Test
  void seedsThatAreNoNumbersAreRefused() {
    Ran ran = evaluate("--seeds", "1-x");
    assertThat(ran.exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(ran.err).contains("'1-x' is not a list of whole numbers");
  }

  @Test
  void theListShowsRowsWithTheirBars() {
    Ran ran = evaluate("--list");
    assertThat(ran.exit).isEqualTo(ExitCode.OK.code());
    assertThat(ran.out).contains("s-minus", "mean MCC ≥ 0.97");
  }

  @Test
  void aRowOfPicturesAsksForThem() {
    Ran ran = evaluate("--rows", "sm");
    assertThat(ran.exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(ran.err).contains("'sm'", "--images DIR");
  }

  @Test
  void estimatorsBelongToTheSuiteOfMethodsAndMustExist() {
    Ran wrongSuite = evaluate("--estimators", "coupled");
    assertThat(wrongSuite.exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(wrongSuite.err).contains("--estimators belongs to --suite methods");
    Ran unknown = suite("methods", "--estimators", "sum");
    assertThat(unknown.exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(unknown.err).contains("no estimator 'sum'", "sun-as-published");
    assertThat(suite("methods", "--list").out)
        .contains("coupled: mean MCC ≥ 0.95", "beta-vae", "shared: mean F1 of membership ≥ 0.90");
    assertThat(suite("methods", "--rows", "w", "--estimators", "sun").err)
        .contains("Row 'w' is not for estimator 'sun'");
    assertThat(suite("methods", "--rows", "s1", "--estimators", "mixture").err)
        .contains("Row 's1' is not for estimator 'mixture'");
    assertThat(suite("identification", "--rows", "w").err).contains("'w'");
  }

  @Test
  void seedsAreReadAsNumbersAndRanges() {
    NumberList list = new NumberList();
    assertThat(list.convert("1-3")).containsExactly(1L, 2L, 3L);
    assertThat(list.convert("7, 2-3,7")).containsExactly(7L, 2L, 3L);
    for (String mistake : new String[] {"", "3-1", "1-2-3", "1-1000000", "1,,2"}) {
      assertThatThrownBy(() -> list.convert(mistake)).isInstanceOf(TypeConversionException.class);
    }
  }
}
