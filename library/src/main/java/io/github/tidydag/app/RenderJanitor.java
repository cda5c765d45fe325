package io.github.tidydag.app;

import io.github.tidydag.janitor.JanitorSetup;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.kubernetes.Grammar;
import io.github.tidydag.render.JanitorManifests;
import io.github.tidydag.render.OwnTemplates;
import io.github.tidydag.render.Templates;
import io.github.tidydag.spec.Crontab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the manifests of a janitor that runs in a cluster. */
public final class RenderJanitor {
  private static final Pattern IMAGE =
      Pattern.compile(
          "[a-z0-9][a-z0-9._:/-]*(:(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]*)|@sha256:[0-9a-f]{64})");
  private static final Pattern SIZE = Pattern.compile("[1-9][0-9]*(Mi|Gi|Ti)");
  private static final int MOST_OF_A_NAME = 52;
  private static final int MOST_OF_A_LABEL = 63;

  private RenderJanitor() {}

  /** What to render. */
  public enum Form {
    /** Account, Roles, claim and CronJob, for {@code kubectl apply}. */
    CRON_JOB,
    /** A spec of ours, for a DAG that does the CronJob's work. */
    DAG_SPEC
  }

  /**
   * The text.
   *
   * @param templates a folder with a user's own templates
   * @throws TidydagException if something is no name, schedule, zone or pinned image
   */
  public static String render(JanitorSetup setup, Form form, Optional<Path> templates) {
    check(setup);
    if (templates.isPresent() && !Files.isDirectory(templates.get())) {
      throw wrong(
          "--templates "
              + templates.get()
              + ": is no folder; name one that holds janitor.yaml.ftl");
    }
    if (form == Form.DAG_SPEC && setup.shards() > 1) {
      throw wrong("--shards " + setup.shards() + ": is for a CronJob; a DAG runs one pod");
    }
    int namespaces = setup.namespaces().size();
    if (namespaces > 0 && setup.shards() > namespaces) {
      throw wrong(
          "--shards "
              + setup.shards()
              + ": is more than there are namespaces to share, "
              + namespaces
              + "; write that or less");
    }
    try {
      return form == Form.DAG_SPEC
          ? JanitorManifests.dagSpec(setup)
          : JanitorManifests.cronJob(
              setup, Templates.of(templates.map(OwnTemplates.InFolder::new)));
    } catch (Templates.TemplateProblem e) {
      throw TidydagException.configuration(String.valueOf(e.getMessage()));
    }
  }

  private static void check(JanitorSetup setup) {
    // a CronJob's name gets eleven more characters in its Jobs
    name("--name", setup.name(), MOST_OF_A_NAME);
    name("--in", setup.home(), MOST_OF_A_LABEL);
    setup.namespaces().forEach(ns -> name("--namespace", ns, MOST_OF_A_LABEL));
    if (PlanOptions.isKubernetesOwn(setup.home())) {
      throw wrong("--in " + setup.home() + ": is Kubernetes' own; name another");
    }
    PlanCleanup.refuseKubernetesOwn(Set.copyOf(setup.namespaces()));
    setup.serviceAccount().ifPresent(one -> name("--service-account", one, MOST_OF_A_LABEL));
    setup.claim().ifPresent(one -> name("--backup-claim", one, MOST_OF_A_LABEL));
    setup.pullSecrets().forEach(one -> name("--pull-secret", one, MOST_OF_A_LABEL));
    if (!SIZE.matcher(setup.claimSize()).matches()) {
      throw wrong("--backup-size " + setup.claimSize() + ": is no size; write such as 1Gi");
    }
    labels("--label", setup.labels());
    for (String own : List.of("app.kubernetes.io/name", "app.kubernetes.io/managed-by")) {
      if (setup.labels().containsKey(own)) {
        throw wrong("--label " + own + ": has a value of tidydag's already; leave it out");
      }
    }
    labels("--selector", setup.options().selector());
    if (setup.options().earlier().isPresent()) {
      throw wrong("--earlier: a schedule has no plan of before; leave it out");
    }
    image(setup.image());
    schedule(setup.schedule());
    zone(setup.timeZone());
  }

  private static void name(String option, String name, int most) {
    if (Grammar.LABEL_NAME.problem(name).isPresent() || name.length() > most) {
      throw wrong(
          option
              + " "
              + name
              + ": is no name for Kubernetes: small letters, digits and -, at most "
              + most);
    }
  }

  private static void labels(String option, Map<String, String> labels) {
    labels.forEach(
        (name, value) -> {
          Optional<String> problem =
              Grammar.LABELS_MAP.problemOfKey(name).or(() -> Grammar.LABELS_MAP.problem(value));
          if (problem.isPresent()) {
            throw wrong(option + " " + name + "=" + value + ": is no label: it " + problem.get());
          }
        });
  }

  private static void image(String image) {
    Matcher found = IMAGE.matcher(image);
    if (!found.matches() || "latest".equals(found.group("tag"))) {
      throw wrong(
          "--image " + image + ": is not pinned; name a tag other than latest, or a digest");
    }
  }

  private static void schedule(String schedule) {
    Optional<String> problem = Crontab.problem(schedule);
    if (problem.isPresent()) {
      throw wrong("--schedule " + schedule + ": " + problem.get());
    }
  }

  private static void zone(String zone) {
    // an offset is a zone for Java, and none for Kubernetes
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      throw wrong("--time-zone " + zone + ": is no IANA zone, such as Asia/Seoul");
    }
  }

  private static TidydagException wrong(String message) {
    return TidydagException.configuration(message);
  }
}
