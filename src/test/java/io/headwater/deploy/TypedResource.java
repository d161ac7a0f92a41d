package io.headwater.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * An object read into the class that its owner publishes for it: Kubernetes' own kinds and the
 * Prometheus operator's as fabric8 generates them from their Go types, Strimzi's from its API.
 */
final class TypedResource {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** By version and kind, as they stand in a manifest. */
  private static final Map<String, Class<?>> TYPES =
      Map.ofEntries(
          Map.entry("v1/ConfigMap", ConfigMap.class),
          Map.entry("v1/PersistentVolumeClaim", PersistentVolumeClaim.class),
          Map.entry("v1/Service", Service.class),
          Map.entry("v1/ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1/Deployment", Deployment.class),
          Map.entry("batch/v1/Job", Job.class),
          Map.entry("rbac.authorization.k8s.io/v1/Role", Role.class),
          Map.entry("rbac.authorization.k8s.io/v1/RoleBinding", RoleBinding.class),
          Map.entry("monitoring.coreos.com/v1/PodMonitor", PodMonitor.class),
          Map.entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class));

  private TypedResource() {}

  /** Unknown fields and values of a wrong type, a sentence each; empty when all is well. */
  static List<String> problems(JsonNode object) {
    String kind = object.path("apiVersion").asText() + "/" + object.path("kind").asText();
    Class<?> type = TYPES.get(kind);
    if (type == null) {
      return List.of("Nothing is known of " + kind + ".");
    }
    List<String> problems = new ArrayList<>();
    try {
      unknown(MAPPER.treeToValue(object, type), kind, problems);
    } catch (JsonProcessingException wrong) {
      problems.add(kind + ": " + wrong.getOriginalMessage());
    } catch (ReflectiveOperationException closed) {
      throw new IllegalStateException(closed);
    }
    return problems;
  }

  /** These classes keep what they do not know in a map, at every level. */
  private static void unknown(Object value, String at, List<String> problems)
      throws ReflectiveOperationException {
    if (value instanceof Collection<?> items) {
      for (Object item : items) {
        unknown(item, at, problems);
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Object item : map.values()) {
        unknown(item, at, problems);
      }
    } else if (value != null && isModel(value.getClass())) {
      for (Method getter : value.getClass().getMethods()) {
        if (getter.getParameterCount() > 0 || !getter.getName().startsWith("get")) {
          continue;
        }
        if (getter.getName().equals("getAdditionalProperties")) {
          Map<?, ?> rest = (Map<?, ?>) getter.invoke(value);
          if (rest != null && !rest.isEmpty()) {
            problems.add(at + " does not know " + rest.keySet() + ".");
          }
        } else if (isModel(getter.getReturnType())
            || Collection.class.isAssignableFrom(getter.getReturnType())
            || Map.class.isAssignableFrom(getter.getReturnType())) {
          unknown(getter.invoke(value), at + "." + getter.getName().substring(3), problems);
        }
      }
    }
  }

  private static boolean isModel(Class<?> type) {
    return !type.isEnum()
        && (type.getName().startsWith("io.fabric8.") || type.getName().startsWith("io.strimzi."));
  }
}
