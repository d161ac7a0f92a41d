package io.headwater.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.headwater.config.ConfigLoader;
import io.headwater.deploy.Dockerfile.Instruction;
import io.headwater.deploy.Dockerfile.Stage;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Dockerfile and compose.yaml by rules of our own, and what runs inside an image. */
class ImagesTest {
  private static final Path DOCKER = Path.of("docker");
  private static final Path COMPOSE = DOCKER.resolve("compose.yaml");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"flink", "flink-gpu", "dashboard"})
  void anImageIsNotRootTellsItsHealthAndHoldsOnlyWhatIsThere(String stage) throws Exception {
    Dockerfile file = Dockerfile.read();
    List<Instruction> users = file.inherited(stage, "USER");
    assertThat(users.get(users.size() - 1).words()).containsExactly("9999:9999");
    assertThat(file.inherited(stage, "HEALTHCHECK")).isNotEmpty();
    for (Instruction copy : file.inherited(stage, "COPY")) {
      if (!"libtorch".equals(copy.flag("from"))) {
        for (String source : copy.sources()) {
          assertThat(ImageFolder.onThisMachine(copy.flag("from"), source)).isNotEmptyDirectory();
        }
      }
    }
  }

  @Test
  void everyBaseIsPinnedOrAStage() throws Exception {
    Dockerfile file = Dockerfile.read();
    for (Stage stage : file.stages().values()) {
      if (!file.stages().containsKey(stage.base())) {
        assertThat(stage.base()).matches("[a-z/-]+:\\d+\\.\\d+.*");
      }
      stage
          .all("COPY")
          .map(copy -> copy.flag("from"))
          .filter(from -> from != null)
          .forEach(from -> assertThat(file.stages()).containsKey(from));
    }
    assertThat(file.stages().get("runtime").base())
        .isEqualTo("flink:%s-scala_2.12-java17".formatted(versionOf("flink-runtime")));
  }

  /** The build stage sees the context; what the ignore file hides cannot be copied. */
  @Test
  void theBuildStagesSourcesAreInTheContext() throws Exception {
    List<String> shown =
        Files.readAllLines(Path.of(".dockerignore")).stream()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();
    for (Stage stage : Dockerfile.read().stages().values()) {
      for (Instruction copy : stage.all("COPY").filter(c -> c.flag("from") == null).toList()) {
        for (String source : copy.sources()) {
          assertThat(Path.of(source)).exists();
          assertThat(shown).contains(source.replaceAll("/$", ""));
        }
      }
    }
  }

  @Test
  void libtorchIsThatOfTheBuildInBothImages() throws Exception {
    ImageFolder cpu = ImageFolder.assemble("flink", folder.resolve("cpu"));
    ImageFolder gpu = ImageFolder.assemble("flink-gpu", folder.resolve("gpu"));
    String version = versionOf("pytorch-native-cpu");
    assertThat(names(cpu, "/opt/flink/lib")).anyMatch(n -> n.startsWith("pytorch-native-cpu-"));
    assertThat(names(gpu, "/opt/flink/lib"))
        .noneMatch(n -> n.startsWith("pytorch-native"))
        .anyMatch(n -> n.startsWith("pytorch-jni-" + version));
    Dockerfile file = Dockerfile.read();
    assertThat(file.stages().get("libtorch").base())
        .startsWith("pytorch/pytorch:" + version + "-cuda12.8");
    assertThat(file.stages().get("flink-gpu").all("ENV").flatMap(e -> e.words().stream()))
        .contains("PYTORCH_VERSION=" + version, "PYTORCH_FLAVOR=cu128")
        .anyMatch(word -> word.startsWith("PYTORCH_LIBRARY_PATH=/opt/libtorch/"));
    assertThat(getClass().getResource("/jnilib/linux-x86_64/cu128/libdjl_torch.so"))
        .as("DJL's bridge to this flavour")
        .isNotNull();
  }

  @Test
  void theJobsJarHoldsOurClassesAlone() throws Exception {
    ImageFolder image = ImageFolder.assemble("flink", folder);
    try (JarFile jar = new JarFile(image.jobJar().toFile())) {
      assertThat(jar.getEntry("io/headwater/cli/ClusterMain.class")).isNotNull();
      assertThat(jar.stream().map(e -> e.getName()).filter(n -> n.endsWith(".class")))
          .allMatch(name -> name.startsWith("io/headwater/"));
    }
  }

  @Test
  void theDashboardsImageRunsCommandsWithoutLibtorch() throws Exception {
    ImageFolder image = ImageFolder.assemble("dashboard", folder);
    assertThat(names(image, "/opt/headwater/lib")).noneMatch(n -> n.startsWith("pytorch-native"));
    ProcessBuilder builder =
        new ProcessBuilder(image.path("/usr/local/bin/headwater").toString(), "--version");
    builder.environment().put("HEADWATER_CLASS_PATH", image.path("/opt/headwater/lib") + "/*");
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @Test
  void aHealthCheckTellsAnAnswerFromAFailureAndFromSilence() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/health", exchange -> exchange.sendResponseHeaders(200, -1));
    server.createContext("/broken", exchange -> exchange.sendResponseHeaders(500, -1));
    server.start();
    int port = server.getAddress().getPort();
    try {
      assertThat(answers(port, "/health")).isZero();
      assertThat(answers(port, "/broken")).isNotZero();
    } finally {
      server.stop(0);
    }
    assertThat(answers(port, "/health")).isNotZero();
  }

  private static int answers(int port, String path) throws Exception {
    Process check =
        new ProcessBuilder("docker/bin/answers", String.valueOf(port), path)
            .redirectErrorStream(true)
            .start();
    check.getInputStream().readAllBytes();
    return check.waitFor();
  }

  @Test
  void composeNamesWhatIsThere() throws Exception {
    JsonNode compose = Yaml.documents(COMPOSE).get(0);
    Map<String, JsonNode> services = new TreeMap<>();
    compose.get("services").fields().forEachRemaining(s -> services.put(s.getKey(), s.getValue()));
    for (Map.Entry<String, JsonNode> entry : services.entrySet()) {
      JsonNode service = withBase(compose, entry.getValue());
      assertThat(service.path("image").asText()).as(entry.getKey()).matches(".+:v?\\d+\\.\\d+.*");
      if (service.has("build")) {
        JsonNode build = service.get("build");
        Path context = DOCKER.resolve(build.get("context").asText());
        assertThat(context.resolve(build.get("dockerfile").asText())).exists();
        assertThat(Dockerfile.read().stages()).containsKey(build.get("target").asText());
      }
      for (String volume : Yaml.texts(service.path("volumes"))) {
        String source = volume.split(":")[0];
        assertThat(
                source.startsWith("./")
                    ? Files.exists(DOCKER.resolve(source))
                    : compose.get("volumes").has(source))
            .as(entry.getKey() + " mounts " + source)
            .isTrue();
      }
      service
          .path("depends_on")
          .fields()
          .forEachRemaining(
              on -> {
                assertThat(services).containsKey(on.getKey());
                if (on.getValue().get("condition").asText().equals("service_healthy")) {
                  assertThat(services.get(on.getKey()).has("healthcheck")).isTrue();
                }
              });
      for (String port : Yaml.texts(service.path("ports"))) {
        assertThat(port).as("bound to the loopback interface").startsWith("127.0.0.1:");
      }
    }
  }

  /** Compose merges {@code <<} itself; this parser leaves the alias as it stands. */
  private static JsonNode withBase(JsonNode compose, JsonNode service) {
    if (!service.has("<<")) {
      return service;
    }
    ObjectNode all = compose.get("x-" + service.get("<<").asText()).deepCopy();
    service.fields().forEachRemaining(f -> all.set(f.getKey(), f.getValue()));
    return all;
  }

  @Test
  void theComposedWardsConfigurationIsOne() throws Exception {
    assertThat(ConfigLoader.load(DOCKER.resolve("config").resolve("ward.yaml")).name())
        .isEqualTo("ward");
    JsonNode prometheus = Yaml.documents(DOCKER.resolve("prometheus/prometheus.yaml")).get(0);
    JsonNode services = Yaml.documents(COMPOSE).get(0).get("services");
    assertThat(prometheus.findValuesAsText("job_name")).containsExactly("flink");
    for (JsonNode target : prometheus.findValue("targets")) {
      assertThat(target.asText()).isEqualTo("jobmanager:9249");
    }
    assertThat(services.has("jobmanager") && services.has("taskmanager")).isTrue();
  }

  /** Of a library on this class path. */
  private static String versionOf(String artifact) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).getFileName().toString())
        .filter(name -> name.matches(artifact + "-\\d.*\\.jar") && !name.endsWith("-tests.jar"))
        .map(
            name ->
                name.substring(artifact.length() + 1)
                    .replaceAll("(-linux.*|-osx.*|-win.*)?\\.jar$", ""))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(ImageFolder image, String path) throws IOException {
    try (Stream<Path> files = Files.list(image.path(path))) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }
}
