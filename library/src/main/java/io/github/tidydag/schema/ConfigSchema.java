package io.github.tidydag.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.spec.Tables;

/** The schema of {@code .tidydag.yaml}. */
public final class ConfigSchema {
  private ConfigSchema() {}

  /** The schema. */
  public static ObjectNode of(Tables tables) {
    ArgumentSchemas arguments = new ArgumentSchemas(tables);
    ObjectNode root =
        DagSchema.root("What the DAGs of a repository share (.tidydag.yaml)").put("type", "object");
    root.putObject("properties");
    root.put("additionalProperties", false);
    ObjectNode target = Schemas.require(Schemas.closed(), "airflow", "provider");
    Schemas.property(target, "airflow", Schemas.text(Schemas.VERSION), "Such as 3.3.2.");
    Schemas.property(
        target,
        "provider",
        Schemas.text(Schemas.VERSION),
        "The version of apache-airflow-providers-cncf-kubernetes, such as 10.25.0.");
    Schemas.property(
        root,
        "targets",
        Schemas.list(target).put("minItems", 1),
        "Every Airflow that loads the DAGs: each generated file loads in all.");
    Schemas.property(
        root,
        "spark_operator",
        Schemas.text("^(kubeflow|apache)/[0-9]{1,4}\\.[0-9]{1,4}\\.[0-9]{1,4}$"),
        "The Spark operator and its release, such as kubeflow/2.5.2 or apache/1.0.0.");
    Schemas.property(
        root, "deployment", Schemas.text(), "Tells two Airflows in one namespace apart.");
    Schemas.property(
        root,
        "airflow_service_account",
        Schemas.text(Schemas.ACCOUNT),
        "namespace/name of the account of Airflow's workers and triggerer.");
    shared(root);
    ObjectNode profile = Schemas.closed();
    shared(profile);
    Schemas.property(root, "profiles", Schemas.map(profile), "For tidydag generate --profile.");
    Schemas.property(root, "default_profile", Schemas.text());
    Schemas.property(root, "defaults", DagSchema.defaults(arguments));
    Schemas.property(
        root,
        "worker_paths",
        Schemas.map(Schemas.text()),
        "Folders on the workers to folders beside this file.");
    Schemas.property(
        root,
        "kube_contexts",
        Schemas.map(Schemas.text()),
        "Which context of a kubeconfig a kubernetes_conn_id means, for tidydag preflight.");
    ObjectNode store = Schemas.require(Schemas.closed(), "path", "list");
    Schemas.property(store, "path", Schemas.text(), "A spark.kubernetes.file.upload.path.");
    Schemas.property(
        store,
        "list",
        Schemas.list(Schemas.text()).put("minItems", 1),
        "A program and its arguments: prints a time and a path in each line.");
    Schemas.property(
        store,
        "delete",
        Schemas.list(Schemas.text()).put("minItems", 2),
        "The same; one argument has {folder}, or {folders} if it may be repeated.");
    Schemas.property(
        root,
        "upload_paths",
        Schemas.list(store),
        "Where submissions put files that nothing deletes, for tidydag janitor uploads.");
    Schemas.property(root, "lint", LintSchema.of(), "What tidydag lint is told.");
    ObjectNode definitions = root.putObject("$defs");
    arguments.types().definitions().forEach(definitions::set);
    return root;
  }

  private static void shared(ObjectNode object) {
    Schemas.property(object, "namespace", Schemas.text(), "Where tasks run that do not say it.");
    ObjectNode connection = Schemas.type("object");
    connection.putObject("properties");
    Schemas.property(connection, "kubernetes_conn_id", Schemas.text());
    Schemas.property(connection, "in_cluster", Schemas.type("boolean"));
    Schemas.property(connection, "config_file", Schemas.text());
    Schemas.property(connection, "cluster_context", Schemas.text());
    Schemas.property(object, "connection", connection, "How Airflow reaches the cluster.");
    Schemas.property(
        object, "vars", Schemas.map(Schemas.text()), "What !vars \"${name}\" puts in.");
  }
}
