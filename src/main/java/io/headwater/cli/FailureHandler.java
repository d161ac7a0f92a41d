package io.headwater.cli;

import io.headwater.config.ConfigException;
import io.headwater.dashboard.BindingException;
import io.headwater.job.Failures;
import io.headwater.sensor.PseudonymKeyException;
import io.headwater.sensor.RecordingException;
import io.headwater.wire.kafka.BrokerRefusedException;
import io.headwater.wire.kafka.BrokerUnreachableException;
import io.headwater.wire.kafka.ClientSettingsException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns a failure into a sentence on stderr and an exit code; the trace only when asked for. */
final class FailureHandler implements IExecutionExceptionHandler {
  private final BooleanSupplier withTrace;

  FailureHandler(BooleanSupplier withTrace) {
    this.withTrace = withTrace;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    Exception told = Failures.root(failure);
    command.getErr().println("headwater: " + sentence(told));
    if (withTrace.getAsBoolean()) {
      failure.printStackTrace(command.getErr());
    } else if (code(told) == ExitCode.FAILED) {
      command.getErr().println("Run it again with --debug for the whole story.");
    }
    return code(told).code();
  }

  private static String sentence(Exception failure) {
    boolean ours = failure.getClass().getName().startsWith("io.headwater.");
    String message = failure.getMessage();
    return ours || message == null
        ? String.valueOf(message)
        : failure.getClass().getSimpleName() + ": " + message;
  }

  private static ExitCode code(Exception failure) {
    if (failure instanceof ConfigException
        || failure instanceof UsageException
        || failure instanceof BindingException
        || failure instanceof ClientSettingsException
        || failure instanceof PseudonymKeyException) {
      return ExitCode.USAGE;
    }
    if (failure instanceof RecordingException) {
      return ExitCode.INPUT_REFUSED;
    }
    return failure instanceof BrokerUnreachableException
            || failure instanceof BrokerRefusedException
        ? ExitCode.BROKER_UNREACHABLE
        : ExitCode.FAILED;
  }
}
