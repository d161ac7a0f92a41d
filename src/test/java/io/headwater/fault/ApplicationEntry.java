package io.headwater.fault;

import java.nio.file.Path;
import java.util.Arrays;
import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;

/**
 * A job manager in application mode, as the one of Flink's module {@code flink-container}, which is
 * in no repository: everything but these lines is Flink's.
 */
public final class ApplicationEntry extends ApplicationClusterEntryPoint {
  private ApplicationEntry(Configuration configuration, PackagedProgram program) {
    super(configuration, program, StandaloneResourceManagerFactory.getInstance());
  }

  /** Arguments: Flink's configuration folder, the job's jar, its entry class, and its arguments. */
  public static void main(String[] args) throws Exception {
    Configuration configuration = GlobalConfiguration.loadConfiguration(args[0]);
    PackagedProgram program =
        PackagedProgram.newBuilder()
            .setJarFile(Path.of(args[1]).toFile())
            .setEntryPointClassName(args[2])
            .setConfiguration(configuration)
            .setArguments(Arrays.copyOfRange(args, 3, args.length))
            .build();
    configureExecution(configuration, program);
    ClusterEntrypoint.runClusterEntrypoint(new ApplicationEntry(configuration, program));
  }
}
