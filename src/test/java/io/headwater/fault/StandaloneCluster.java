package io.headwater.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.deploy.ImageFolder;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A standalone Flink cluster of processes on this machine: job manager and task managers of one
 * slot each, started from the folders of the image: libraries, DJL among them, are on the class
 * path of the processes, from {@code lib/}; our own classes come in the job's jar, from {@code
 * usrlib/}.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String LOGGING =
      """
      status = error
      appender.console.type = Console
      appender.console.name = console
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = %d{HH:mm:ss} %-5p %c{1.} - %m%n%throwable{30}
      rootLogger.level = info
      rootLogger.appenderRef.console.ref = console
      """;

  private final Path folder;
  private final ImageFolder image;
  private final int restPort = freePort();
  private final int rpcPort = freePort();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Process> processes = new ArrayList<>();

  private StandaloneCluster(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.image = ImageFolder.assemble("flink", folder.resolve("image"));
    Files.writeString(folder.resolve("config.yaml"), configuration());
    Files.writeString(folder.resolve("log4j2.properties"), LOGGING);
  }

  /** A job manager that jobs are submitted to. */
  static StandaloneCluster session(Path folder) throws Exception {
    StandaloneCluster cluster = new StandaloneCluster(folder);
    cluster.jobManager(
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
        List.of("--configDir", folder.toString()));
    return cluster;
  }

  /** A job manager for one job, whose {@code main} runs inside it. */
  static StandaloneCluster application(Path folder, List<String> arguments) throws Exception {
    StandaloneCluster cluster = new StandaloneCluster(folder);
    List<String> all = new ArrayList<>();
    all.addAll(List.of(folder.toString(), cluster.image.jobJar().toString()));
    all.add("io.headwater.cli.ClusterMain");
    all.addAll(arguments);
    cluster.jobManager(ApplicationEntry.class.getName(), all);
    return cluster;
  }

  private void jobManager(String main, List<String> arguments) throws Exception {
    Process started = process("jobmanager", 384, main, arguments);
    while (!answers()) {
      if (!started.isAlive()) {
        throw new IllegalStateException("The job manager ended." + System.lineSeparator() + logs());
      }
      Thread.sleep(200);
    }
  }

  /** The job manager's exit code; waits until it has ended, since nothing else is to do. */
  int awaitEnd(long seconds) throws Exception {
    Process jobManager = processes.get(0);
    if (!jobManager.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new IllegalStateException("The job manager goes on." + System.lineSeparator() + logs());
    }
    return jobManager.exitValue();
  }

  /**
   * Ends the only job with a savepoint; returns when that is complete. A job manager that ends
   * waits for somebody to ask how the savepoint went.
   */
  void stopWithSavepoint(URI savepoints) throws Exception {
    String job = get("/jobs").get("jobs").get(0).get("id").asText();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/jobs/%s/stop".formatted(restPort, job)))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"targetDirectory\": \"%s\"}".formatted(savepoints)))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 202) {
      throw new IllegalStateException("Stopping was refused: " + answer.body());
    }
    String path =
        "/jobs/" + job + "/savepoints/" + JSON.readTree(answer.body()).get("request-id").asText();
    JsonNode savepoint = get(path);
    while (!savepoint.at("/status/id").asText().equals("COMPLETED")) {
      Thread.sleep(200);
      savepoint = get(path);
    }
    if (savepoint.at("/operation/location").isMissingNode()) {
      throw new IllegalStateException("There is no savepoint: " + savepoint);
    }
  }

  private String configuration() {
    // What Flink's start scripts work out from the machine must be said where there are none.
    return """
    jobmanager.rpc.address: 127.0.0.1
    jobmanager.rpc.port: %d
    jobmanager.bind-host: 127.0.0.1
    rest.address: 127.0.0.1
    rest.bind-address: 127.0.0.1
    rest.port: %d
    taskmanager.host: 127.0.0.1
    taskmanager.bind-host: 127.0.0.1
    taskmanager.numberOfTaskSlots: 1
    taskmanager.cpu.cores: 1.0
    taskmanager.memory.framework.heap.size: 64m
    taskmanager.memory.framework.off-heap.size: 64m
    taskmanager.memory.task.heap.size: 512m
    taskmanager.memory.task.off-heap.size: 512m
    taskmanager.memory.network.min: 32m
    taskmanager.memory.network.max: 32m
    taskmanager.memory.managed.size: 32m
    taskmanager.memory.jvm-metaspace.size: 256m
    taskmanager.memory.jvm-overhead.min: 192m
    taskmanager.memory.jvm-overhead.max: 192m
    heartbeat.interval: 1000
    heartbeat.timeout: 8000
    """
        .formatted(rpcPort, restPort);
  }

  /** Starts a task manager, which offers one slot. */
  Process taskManager() throws Exception {
    int before = slots();
    Process started =
        process(
            "taskmanager" + processes.size(),
            768,
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            List.of("--configDir", folder.toString()));
    while (slots() == before && started.isAlive()) {
      Thread.sleep(200);
    }
    if (!started.isAlive()) {
      throw new IllegalStateException(
          "A task manager ended at once." + System.lineSeparator() + logs());
    }
    return started;
  }

  /** Submits with Flink's ordinary client; the returned process waits for the job. */
  Process run(List<String> arguments) throws Exception {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("run", "-c", "io.headwater.cli.Headwater", image.jobJar().toString()));
    all.addAll(arguments);
    return process(
        "client" + processes.size(), 256, "org.apache.flink.client.cli.CliFrontend", all);
  }

  private Process process(String name, int heapMegabytes, String main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-Dlog4j2.configurationFile=" + folder.resolve("log4j2.properties"));
    command.addAll(opens());
    command.addAll(List.of("-cp", image.flinkClassPath() + File.pathSeparator + entry(), main));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("FLINK_CONF_DIR", folder.toString());
    builder.redirectErrorStream(true);
    builder.redirectOutput(folder.resolve(name + ".log").toFile());
    Process started = builder.start();
    processes.add(started);
    return started;
  }

  /**
   * A folder with {@link ApplicationEntry} alone: nothing else of the tests is on the class path.
   */
  private Path entry() throws IOException {
    String name = ApplicationEntry.class.getName().replace('.', '/') + ".class";
    Path target = folder.resolve("entry").resolve(name);
    if (!Files.exists(target)) {
      Files.createDirectories(target.getParent());
      Files.copy(Path.of("target", "test-classes").resolve(name), target);
    }
    return folder.resolve("entry");
  }

  private static List<String> opens() {
    return java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .toList();
  }

  private boolean answers() {
    try {
      get("/overview");
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  int slots() throws IOException {
    return get("/overview").get("slots-total").asInt();
  }

  /** How often the only job was restarted; -1 while there is none. */
  int restarts() throws IOException {
    JsonNode jobs = get("/jobs").get("jobs");
    if (jobs.isEmpty()) {
      return -1;
    }
    JsonNode metric = get("/jobs/" + jobs.get(0).get("id").asText() + "/metrics?get=numRestarts");
    return metric.isEmpty() ? 0 : metric.get(0).get("value").asInt();
  }

  String state() throws IOException {
    JsonNode jobs = get("/jobs").get("jobs");
    return jobs.isEmpty() ? "none" : jobs.get(0).get("status").asText();
  }

  private JsonNode get(String path) throws IOException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + restPort + path)).build();
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while asking the job manager.", stop);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new IllegalStateException("No free port on the loopback interface.", none);
    }
  }

  /** The end of a process's log, for messages of failed tests. */
  String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path log : files.filter(f -> f.toString().endsWith(".log")).sorted().toList()) {
        List<String> lines = Files.readAllLines(log);
        all.append(log.getFileName()).append(":\n");
        lines
            .subList(Math.max(0, lines.size() - 40), lines.size())
            .forEach(line -> all.append("  ").append(line).append('\n'));
      }
    }
    return all.toString();
  }

  @Override
  public void close() throws Exception {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }
}
