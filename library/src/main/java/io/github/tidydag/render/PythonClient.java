package io.github.tidydag.render;

import io.github.tidydag.airflow.Target;
import io.github.tidydag.kubernetes.Field;
import io.github.tidydag.spec.Tables;
import io.github.tidydag.tables.Version;
import java.util.List;

/** What the Python client of the targets calls the attributes of Kubernetes' types. */
record PythonClient(Tables tables, List<Target> targets) {

  /** The attribute of a JSON field; a few are called otherwise in other releases of the client. */
  String attribute(String type, String jsonName) {
    Target newest = targets.get(targets.size() - 1);
    List<Version> clients = tables.clients(newest);
    return tables
        .kubernetes()
        .type(type)
        .field(jsonName, clients.get(clients.size() - 1))
        .or(() -> tables.kubernetes().type(type).field(jsonName))
        .map(Field::pythonName)
        .orElseThrow();
  }
}
