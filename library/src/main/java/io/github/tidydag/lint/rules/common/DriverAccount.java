package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The account that a driver acts as. */
final class DriverAccount implements Rule {
  private static final Set<DocumentKind> KINDS =
      Set.of(DocumentKind.SPARK_APPLICATION, DocumentKind.SCHEDULED_SPARK_APPLICATION);
  private static final String CONF = "spark.kubernetes.authenticate.driver.serviceAccountName";

  private enum Mistake {
    MISSING,
    DEFAULT,
    SHARED
  }

  private final RuleInfo info;
  private final Mistake mistake;

  private DriverAccount(
      String id,
      String name,
      Severity severity,
      String summary,
      String why,
      String remedy,
      Mistake mistake) {
    this.info = new RuleInfo(id, name, severity, summary, why, remedy, KINDS);
    this.mistake = mistake;
  }

  static List<Rule> all() {
    return List.of(
        new DriverAccount(
            "ACC001",
            "driver-without-account",
            Severity.WARNING,
            "A driver has no service account",
            """
            It acts as the namespace's account `default`. Either that may not make pods, and the driver
            ends with `403 Forbidden` before its first executor; or it may, and with it every pod of the
            namespace that names no account.
            """,
            "Write `serviceAccount: spark` below `driver`, and give that account the rights of"
                + " drivers.",
            Mistake.MISSING),
        new DriverAccount(
            "ACC002",
            "driver-with-default-account",
            Severity.WARNING,
            "A driver acts as the account `default`",
            """
            What it may do, every pod of the namespace may do that names no account: making and deleting
            pods, ConfigMaps and Services.
            """,
            "Make an account for drivers, and name it below `driver`.",
            Mistake.DEFAULT),
        new DriverAccount(
            "ACC003",
            "executor-with-drivers-account",
            Severity.INFO,
            "Executors act as the driver's account",
            """
            Executors do not talk to the API server, and run the same user's code on data from anywhere:
            with the driver's account they may make and delete pods. Spark 3.1 and newer do so, too, where
            executors have none.
            """,
            "Make an account without rights, and name it below `executor`.",
            Mistake.SHARED));
  }

  @Override
  public RuleInfo info() {
    return info;
  }

  @Override
  public void check(Document document, Sink sink) {
    Optional<Block> spec = document.application();
    if (spec.isEmpty()) {
      return;
    }
    Optional<Node.Scalar> driver = account(spec.get(), "driver");
    switch (mistake) {
      case MISSING -> missing(document, spec.get(), driver, sink);
      case DEFAULT ->
          driver
              .filter(name -> name.text().equals("default"))
              .ifPresent(
                  name ->
                      sink.value(
                          name,
                          "is the account of every pod without one; name an account for drivers"));
      case SHARED -> {
        Optional<Node.Scalar> executor = account(spec.get(), "executor");
        if (driver.isPresent()
            && executor.isPresent()
            && executor.get().text().equals(driver.get().text())) {
          sink.value(
              executor.get(),
              "is the driver's account, so executors may make and delete pods; name one without"
                  + " rights");
        }
      }
    }
  }

  private static void missing(
      Document document, Block spec, Optional<Node.Scalar> account, Sink sink) {
    Optional<Block> driver = spec.block("driver");
    if (driver.isEmpty() || document.isPartial() || account.isPresent()) {
      return;
    }
    boolean said =
        isSaid(driver.get().find("serviceAccount"))
            || isSaid(driver.get().find("template", "spec", "serviceAccountName"))
            || isSaid(driver.get().find("template", "spec", "serviceAccount"))
            || driver.get().block("template", "spec").filter(DriverAccount::mayName).isPresent()
            || spec.find("sparkConf", CONF).isPresent()
            || spec.block("sparkConf").filter(conf -> conf.mayHold(CONF)).isPresent();
    if (!said) {
      sink.missing(
          driver.get(),
          "serviceAccount",
          "has no serviceAccount, so it acts as default, which may hardly make executors; write"
              + " serviceAccount: spark, or what your account for drivers is called");
    }
  }

  private static boolean mayName(Block podSpec) {
    return podSpec.mayHold("serviceAccountName") || podSpec.mayHold("serviceAccount");
  }

  private static boolean isSaid(Optional<Node.Entry> entry) {
    return Nodes.isSomething(entry);
  }

  private static Optional<Node.Scalar> account(Block spec, String part) {
    return spec.known(part, "serviceAccount")
        .or(() -> spec.known(part, "template", "spec", "serviceAccountName"));
  }
}
