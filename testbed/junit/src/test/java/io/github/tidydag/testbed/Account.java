package io.github.tidydag.testbed;

import io.fabric8.kubernetes.api.model.AuthInfoBuilder;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.tidydag.janitor.JanitorRights;
import io.github.tidydag.janitor.PlanOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Accounts that may do what a test says, and nothing else. */
final class Account {
  /** All that a plan reads. */
  static final List<Rule> READING =
      List.of(
          new Rule("", "configmaps,services,persistentvolumeclaims,pods", "get,list"),
          new Rule(
              "sparkoperator.k8s.io",
              "sparkapplications,scheduledsparkapplications,sparkconnects",
              "get,list"),
          new Rule("apps", "deployments,statefulsets,daemonsets", "get,list"),
          new Rule("batch", "jobs,cronjobs", "get,list"));

  /** What the rendered Role of a janitor grants. */
  static final List<Rule> JANITOR =
      JanitorRights.of(PlanOptions.USUAL_KINDS).stream()
          .map(r -> new Rule(r.kind().group(), r.kind().plural(), String.join(",", r.verbs())))
          .toList();

  private Account() {}

  /** Rights in a namespace; resources and verbs with commas between. */
  record Rule(String group, String resources, String verbs) {
    Rule without(String verb) {
      String rest =
          Stream.of(verbs.split(",", -1))
              .filter(v -> !v.equals(verb))
              .collect(Collectors.joining(","));
      // a rule without verbs is refused; nobody asks for this one
      return new Rule(group, resources, rest.isEmpty() ? "deletecollection" : rest);
    }

    @Override
    public String toString() {
      return "{apiGroups: [\"%s\"], resources: [%s], verbs: [%s]}"
          .formatted(group, resources, verbs);
    }
  }

  /** Makes an account, and writes its kubeconfig. */
  static Path of(Cluster cluster, String namespace, List<Rule> rules, Path folder)
      throws IOException {
    return of(cluster, namespace, "janitor", rules, folder);
  }

  /** Makes an account of that name, and writes its kubeconfig. */
  static Path of(Cluster cluster, String namespace, String name, List<Rule> rules, Path folder)
      throws IOException {
    Garbage objects = new Garbage(cluster, namespace);
    String metadata = "metadata: {name: " + name + "}";
    objects.create("{apiVersion: v1, kind: ServiceAccount, " + metadata + "}");
    objects.create(
        "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, "
            + metadata
            + ", rules: ["
            + rules.stream().map(Rule::toString).collect(Collectors.joining(", "))
            + "]}");
    objects.create(
        """
        {apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: %1$s},
         roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: %1$s},
         subjects: [{kind: ServiceAccount, name: %1$s}]}
        """
            .formatted(name));
    TokenRequest token =
        cluster.client().serviceAccounts().inNamespace(namespace).withName(name).tokenRequest();
    Config config = Serialization.unmarshal(Files.readString(cluster.kubeconfig()), Config.class);
    config
        .getUsers()
        .forEach(
            user ->
                user.setUser(
                    new AuthInfoBuilder().withToken(token.getStatus().getToken()).build()));
    return Files.writeString(folder.resolve(name + ".kubeconfig"), Serialization.asYaml(config));
  }
}
