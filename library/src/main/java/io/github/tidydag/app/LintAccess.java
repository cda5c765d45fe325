package io.github.tidydag.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.LintConfig;
import io.github.tidydag.lint.Linted;
import io.github.tidydag.lint.Linter;
import io.github.tidydag.lint.RuleFailure;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.SourceText;
import io.github.tidydag.lint.rules.Rules;
import io.github.tidydag.rbac.AccessGap;
import io.github.tidydag.rbac.AccessKind;
import io.github.tidydag.rbac.Binding;
import io.github.tidydag.rbac.RbacSnapshot;
import io.github.tidydag.rbac.Subject;
import io.github.tidydag.rbac.Surroundings;
import io.github.tidydag.report.Checked;
import io.github.tidydag.source.KubectlYaml;
import io.github.tidydag.source.Problem;
import io.github.tidydag.source.Text;
import io.github.tidydag.spec.Tables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Lints the accounts, roles and bindings of a cluster, or of a dump of one, by the rules that hold
 * for files; writes nothing to it. A finding names an object by its path in the API, {@code
 * namespaces/data/rolebindings/etl}, and the line that {@code kubectl get -o yaml} shows.
 */
public final class LintAccess {
  private static final String OF_KUBERNETES = "/metadata/labels/kubernetes.io~1bootstrapping";
  private static final String SYSTEM = "system:";
  private static final Set<String> FAMILIES = Set.of("RBA", "LNT", "YML");

  /**
   * What to lint.
   *
   * @param access where to read; its namespaces are those whose objects are wanted, with what is
   *     bound in all of the cluster to their accounts. If empty, all but those of Kubernetes itself
   * @param config the configuration; else the nearest one upwards of here
   * @param ruleSources where users' own rules are
   * @param today tells which suppressions are expired
   */
  public record Request(
      ReadAccess.Request access, Optional<Path> config, RuleSources ruleSources, LocalDate today) {}

  /**
   * What was found.
   *
   * @param problems what is wrong with the configuration; then nothing was linted
   * @param gaps what was not read
   */
  public record Result(Checked checked, List<Problem> problems, List<AccessGap> gaps) {
    public Result {
      problems = List.copyOf(problems);
      gaps = List.copyOf(gaps);
    }
  }

  /** An object in the order of the API's paths. */
  private record Read(AccessKind kind, JsonNode object) {
    String namespace() {
      return object.at("/metadata/namespace").asText();
    }

    String name() {
      return object.at("/metadata/name").asText();
    }

    boolean isOfKubernetes() {
      return !object.at(OF_KUBERNETES).isMissingNode()
          || name().startsWith(SYSTEM)
          || namespace().startsWith("kube-");
    }

    /** Names of RBAC objects may hold what a terminal obeys. */
    String path() {
      return Text.shorten(
          (namespace().isEmpty() ? "" : "namespaces/" + namespace() + "/")
              + kind.plural()
              + "/"
              + name(),
          Integer.MAX_VALUE);
    }

    SourceText text() {
      ObjectNode whole = object.deepCopy();
      whole.put("kind", kind.kind());
      if (!whole.has("apiVersion")) {
        whole.put("apiVersion", kind.group().isEmpty() ? "v1" : kind.group() + "/v1");
      }
      if (whole.get("metadata") instanceof ObjectNode metadata) {
        metadata.remove("managedFields");
      }
      return new SourceText(path(), KubectlYaml.of(whole));
    }
  }

  private final Request request;
  private final Map<String, Read> objects = new TreeMap<>();

  private LintAccess(Request request) {
    this.request = request;
  }

  /**
   * Lints.
   *
   * @param told gets the name and address of what is read, before it is
   * @param version tidydag's own
   * @throws TidydagException if the cluster or dump cannot be read at all
   */
  public static Result lint(Request request, Consumer<String> told, String version) {
    return new LintAccess(request).lint(told, version);
  }

  private Result lint(Consumer<String> told, String version) {
    RbacSnapshot snapshot = ReadAccess.read(request.access(), told, this::see);
    refuseUnknown(snapshot);
    Surroundings around = new Surroundings(snapshot);
    Tables tables = Tables.load();
    Workspace workspace = new Workspace(tables, request.config(), Optional.empty());
    Linters linters = new Linters(request.ruleSources(), tables, request.today(), () -> around);
    Linters.Setup setup = linters.of(workspace.of(Path.of("")));
    List<Problem> problems = new ArrayList<>(setup.found().problems().sorted());
    problems.addAll(setup.problems().sorted());
    boolean isWrong = problems.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
    Checked checked = checked(isWrong ? List.of() : wanted(around), setup, linters, version);
    return new Result(checked, problems, snapshot.gaps());
  }

  /** Every namespace has an account; one that has none is misspelt. */
  private void refuseUnknown(RbacSnapshot snapshot) {
    for (String namespace : request.access().namespaces()) {
      if (snapshot.isWhole(AccessKind.SERVICE_ACCOUNT)
          && snapshot.accounts().stream().noneMatch(a -> a.namespace().equals(namespace))) {
        throw TidydagException.configuration(
            "-n " + namespace + ": has no ServiceAccount, so there is no such namespace");
      }
    }
  }

  private void see(AccessKind kind, JsonNode object) {
    if (kind.decides()) {
      Read read = new Read(kind, object);
      objects.put(read.path(), read);
    }
  }

  private List<Read> wanted(Surroundings around) {
    Set<String> namespaces = Set.copyOf(request.access().namespaces());
    if (namespaces.isEmpty()) {
      return objects.values().stream().filter(read -> !read.isOfKubernetes()).toList();
    }
    Set<String> roles = new HashSet<>();
    Set<String> bindings = new HashSet<>();
    for (Binding binding : around.snapshot().bindings()) {
      boolean isWanted =
          binding.isClusterWide()
              ? binding.subjects().stream().anyMatch(s -> isOf(s, namespaces))
              : namespaces.contains(binding.namespace());
      if (isWanted && binding.isClusterWide()) {
        bindings.add(binding.name());
      }
      if (isWanted && binding.toClusterRole()) {
        roles.add(binding.role());
      }
    }
    return objects.values().stream()
        .filter(
            read ->
                switch (read.kind()) {
                  case CLUSTER_ROLE -> roles.contains(read.name()) && !read.isOfKubernetes();
                  case CLUSTER_ROLE_BINDING ->
                      bindings.contains(read.name()) && !read.isOfKubernetes();
                  default -> namespaces.contains(read.namespace());
                })
        .toList();
  }

  private static boolean isOf(Subject subject, Set<String> namespaces) {
    return subject
        .asAccount()
        .map(account -> namespaces.contains(account.namespace()))
        .orElse(
            subject.isOfAccounts()
                && namespaces.stream()
                    .map(namespace -> Subject.account(namespace, "any"))
                    .anyMatch(any -> any.impliedGroups().contains(subject.name())));
  }

  private static Checked checked(
      List<Read> wanted, Linters.Setup setup, Linters linters, String version) {
    LintConfig config = setup.config();
    Linter linter = linters.linter(config.settings().without(ofOthers()));
    List<Finding> findings = new ArrayList<>();
    Map<String, SourceText> texts = new TreeMap<>();
    Set<String> files = new HashSet<>();
    int suppressed = 0;
    for (Read read : wanted) {
      SourceText source = read.text();
      if (config.excludes(source.file())) {
        continue;
      }
      try {
        Linted linted =
            linter.lint(
                source, config.role(source.file(), false), config.suppressionsOf(source.file()));
        files.add(source.file());
        findings.addAll(linted.shown());
        suppressed += linted.suppressed();
        if (!linted.findings().isEmpty()) {
          texts.put(source.file(), linted.secrets().without(source));
        }
      } catch (RuleFailure e) {
        throw Linters.broken(e);
      }
    }
    return new Checked(
        findings.stream().sorted().toList(),
        linters.infos(),
        texts,
        files,
        files.size(),
        suppressed,
        0,
        version);
  }

  /** What speaks of files, such as of fields that only a server writes. */
  private static List<RuleInfo> ofOthers() {
    return Rules.infos().stream()
        .filter(rule -> !FAMILIES.contains(rule.id().substring(0, 3)))
        .toList();
  }
}
