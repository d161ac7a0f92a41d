package io.headwater.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import io.headwater.wire.kafka.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each overlay, built, against the schemas and classes of those who read it, and against the build.
 */
class ManifestsTest {
  private static final Path K8S = Path.of("k8s");

  /** The operator's definition in Maven Central is older than Flink 2.2; its field is the same. */
  private static final String FLINK_VERSION = "v2_2";

  private static final String KNOWN_VERSION = "v1_20";
  private static final MemorySize LEAST_FOR_LIBTORCH = MemorySize.ofMebiBytes(512);

  static Stream<Path> folders() {
    return Stream.of("base", "overlays/cpu", "overlays/gpu", "overlays/local", "replay")
        .map(K8S::resolve);
  }

  static Stream<Path> whole() {
    return folders().filter(f -> !f.endsWith("replay"));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void everyObjectIsOneThatItsReaderKnows(Path folder) throws Exception {
    ResourceSchema flink =
        ResourceSchema.ofClassPath("META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml");
    List<String> problems = new ArrayList<>();
    for (JsonNode object : Kustomization.build(folder)) {
      problems.addAll(
          isFlink(object)
              ? flink.problems(ofKnownVersion(object))
              : TypedResource.problems(object));
    }
    assertThat(problems).isEmpty();
  }

  private static JsonNode ofKnownVersion(JsonNode object) {
    assertThat(object.get("apiVersion").asText()).isEqualTo("flink.apache.org/v1beta1");
    assertThat(object.at("/spec/flinkVersion").asText()).isEqualTo(FLINK_VERSION);
    ObjectNode copy = object.deepCopy();
    ((ObjectNode) copy.get("spec")).put("flinkVersion", KNOWN_VERSION);
    return copy;
  }

  @Test
  void whatIsWrongIsFound() throws Exception {
    ResourceSchema flink =
        ResourceSchema.ofClassPath("META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml");
    assertThat(flink.problems(Yaml.of("{spec: {job: {upgradeMod: savepoint}}}")))
        .containsExactly("spec.job.upgradeMod is unknown.");
    assertThat(flink.problems(Yaml.of("{spec: {job: {parallelism: two}}}"))).hasSize(1);
    assertThat(flink.problems(Yaml.of("{spec: {job: {upgradeMode: later}}}"))).hasSize(1);
    assertThat(
            TypedResource.problems(
                Yaml.of(
                    "{apiVersion: apps/v1, kind: Deployment, spec: {template: {spec: {container: []}}}}")))
        .hasSize(1);
    assertThat(
            TypedResource.problems(
                Yaml.of("{apiVersion: kafka.strimzi.io/v1, kind: KafkaTopic, spec: {replica: 3}}")))
        .hasSize(1);
    assertThat(TypedResource.problems(Yaml.of("{apiVersion: v1, kind: Poem}"))).hasSize(1);
    assertThatThrownBy(() -> Kustomization.build(K8S.resolve("none")))
        .isInstanceOf(Exception.class);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void namesAreNamesOfThingsThatAreThere(Path folder) throws Exception {
    List<JsonNode> objects = new ArrayList<>(Kustomization.build(folder));
    objects.addAll(Kustomization.build(K8S.resolve("base")));
    for (JsonNode object : objects) {
      assertThat(names(object, "configMap", "name")).allMatch(has(objects, "ConfigMap"));
      assertThat(names(object, "persistentVolumeClaim", "claimName"))
          .allMatch(has(objects, "PersistentVolumeClaim"));
      object
          .findValuesAsText("serviceAccount")
          .forEach(name -> assertThat(name).matches(has(objects, "ServiceAccount")));
    }
  }

  private static List<String> names(JsonNode object, String field, String name) {
    return object.findValues(field).stream().map(v -> v.path(name).asText()).toList();
  }

  private static Predicate<String> has(List<JsonNode> objects, String kind) {
    return name ->
        objects.stream()
            .anyMatch(o -> o.get("kind").asText().equals(kind) && name.equals(nameOf(o)));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void imagesAreStagesOfTheDockerfileAndPodsAreNotRoot(Path folder) throws Exception {
    Map<String, String> stages =
        Map.of(
            "headwater:0.1.0", "flink",
            "headwater:0.1.0-gpu", "flink-gpu",
            "headwater-dashboard:0.1.0", "dashboard");
    for (JsonNode object : Kustomization.build(folder)) {
      for (String image : object.findValuesAsText("image")) {
        assertThat(Dockerfile.read().stages()).containsKey(stages.get(image));
      }
      for (JsonNode pod : pods(object)) {
        assertThat(pod.at("/spec/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/spec/securityContext/runAsUser").asInt()).isEqualTo(9999);
      }
    }
  }

  private static List<JsonNode> pods(JsonNode object) {
    JsonNode pod = object.at(isFlink(object) ? "/spec/podTemplate" : "/spec/template");
    return pod.isObject() ? List.of(pod) : List.of();
  }

  @ParameterizedTest
  @MethodSource("whole")
  void flinkFindsTheMemoryItIsToldAndLeavesSomeToLibtorch(Path folder) throws Exception {
    List<JsonNode> deployments =
        Kustomization.build(folder).stream().filter(ManifestsTest::isFlink).toList();
    assertThat(deployments).hasSize(2);
    for (JsonNode deployment : deployments) {
      Configuration flink = new Configuration();
      deployment
          .at("/spec/flinkConfiguration")
          .fields()
          .forEachRemaining(f -> flink.setString(f.getKey(), f.getValue().asText()));
      flink.set(
          TaskManagerOptions.TOTAL_PROCESS_MEMORY,
          MemorySize.parse(deployment.at("/spec/taskManager/resource/memory").asText()));
      flink.set(TaskManagerOptions.CPU_CORES, 1.0);
      flink.set(
          JobManagerOptions.TOTAL_PROCESS_MEMORY,
          MemorySize.parse(deployment.at("/spec/jobManager/resource/memory").asText()));
      TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(flink);
      assertThat(spec.getTaskOffHeapSize()).isGreaterThanOrEqualTo(LEAST_FOR_LIBTORCH);
      assertThat(spec.getTaskHeapSize()).isGreaterThanOrEqualTo(LEAST_FOR_LIBTORCH);
      assertThat(JobManagerProcessUtils.processSpecFromConfig(flink).getJvmHeapMemorySize())
          .isGreaterThanOrEqualTo(LEAST_FOR_LIBTORCH);
    }
  }

  @Test
  void theJobsJarAndEntryAreThoseOfTheImage(@TempDir Path root) throws Exception {
    ImageFolder image = ImageFolder.assemble("flink", root);
    for (JsonNode object : Kustomization.build(K8S.resolve("base"))) {
      if (isFlink(object)) {
        JsonNode job = object.at("/spec/job");
        String jar = job.get("jarURI").asText();
        assertThat(image.path(jar.substring("local://".length())))
            .isEqualTo(image.path("/opt/flink/usrlib/" + image.jobJar().getFileName()));
        Class<?> entry = Class.forName(job.get("entryClass").asText());
        assertThat(entry.getMethod("main", String[].class)).isNotNull();
        assertThat(job.get("upgradeMode").asText()).isEqualTo("savepoint");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("whole")
  void topicsAreThoseOfTheConfiguration(Path folder) throws Exception {
    List<JsonNode> objects = Kustomization.build(folder);
    HeadwaterConfig config =
        ConfigLoader.parse(
            "headwater.yaml",
            objects.stream()
                .filter(o -> o.get("kind").asText().equals("ConfigMap"))
                .findFirst()
                .orElseThrow()
                .at("/data/headwater.yaml")
                .asText(),
            List.of());
    List<String> topics =
        objects.stream()
            .filter(o -> o.get("kind").asText().equals("KafkaTopic"))
            .map(ManifestsTest::nameOf)
            .toList();
    assertThat(new TreeSet<>(topics)).isEqualTo(new TreeSet<>(Topics.declared(config).keySet()));
    assertThat(topics).doesNotHaveDuplicates();
  }

  @Test
  void theGpuGoesToTheLearnerAlone() throws Exception {
    for (JsonNode object : Kustomization.build(K8S.resolve("overlays/gpu"))) {
      if (isFlink(object)) {
        boolean learner = nameOf(object).equals("headwater-learn");
        String kubernetes =
            object
                .at("/spec/flinkConfiguration")
                .path("external-resource.gpu.kubernetes.config-key")
                .asText();
        assertThat(kubernetes).isEqualTo(learner ? "nvidia.com/gpu" : "");
        assertThat(object.at("/spec/image").asText())
            .isEqualTo(learner ? "headwater:0.1.0-gpu" : "headwater:0.1.0");
      }
    }
  }

  @Test
  void metricsAreScrapedWhereTheReporterListens() throws Exception {
    List<JsonNode> objects = Kustomization.build(K8S.resolve("base"));
    JsonNode monitor =
        objects.stream()
            .filter(o -> o.get("kind").asText().equals("PodMonitor"))
            .findFirst()
            .orElseThrow();
    List<String> apps = Yaml.texts(monitor.at("/spec/selector/matchExpressions/0/values"));
    String port = monitor.at("/spec/podMetricsEndpoints/0/port").asText();
    List<JsonNode> flink = objects.stream().filter(ManifestsTest::isFlink).toList();
    assertThat(apps).containsExactlyElementsOf(flink.stream().map(ManifestsTest::nameOf).toList());
    for (JsonNode deployment : flink) {
      JsonNode named = deployment.at("/spec/podTemplate/spec/containers/0/ports/0");
      assertThat(named.get("name").asText()).isEqualTo(port);
      assertThat(
              deployment
                  .at("/spec/flinkConfiguration/metrics.reporter.prom.filterLabelValueCharacters")
                  .asText())
          .as("names of modalities keep their dashes")
          .isEqualTo("false");
      assertThat(deployment.at("/spec/flinkConfiguration/metrics.reporter.prom.port").asText())
          .isEqualTo(named.get("containerPort").asText());
    }
  }

  private static boolean isFlink(JsonNode object) {
    return object.get("kind").asText().equals("FlinkDeployment");
  }

  private static String nameOf(JsonNode object) {
    return object.at("/metadata/name").asText();
  }
}
