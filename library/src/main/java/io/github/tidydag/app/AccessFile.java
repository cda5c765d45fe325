package io.github.tidydag.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.github.tidydag.rbac.InventoryRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads inventories that were written before. */
final class AccessFile {
  private AccessFile() {}

  /** The rows of a table. */
  static List<InventoryRow> csv(Path file, String text) throws IOException {
    CsvMapper mapper = new CsvMapper();
    mapper.enable(CsvParser.Feature.WRAP_AS_ARRAY);
    List<InventoryRow> rows = new ArrayList<>();
    try (MappingIterator<String[]> lines = mapper.readerFor(String[].class).readValues(text)) {
      if (!lines.hasNext() || !List.of(lines.next()).equals(InventoryRow.COLUMNS)) {
        throw noInventory(file);
      }
      while (lines.hasNext()) {
        String[] cells = lines.next();
        if (cells.length != InventoryRow.COLUMNS.size()) {
          throw TidydagException.configuration(
              PathNames.shown(file)
                  + ": a row has "
                  + cells.length
                  + " cells: "
                  + String.join(",", cells));
        }
        rows.add(
            new InventoryRow(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]));
      }
    }
    return rows;
  }

  /** Rows with all that decides: groups and names stand with the resources. */
  static List<InventoryRow> json(Path file, String text) throws IOException {
    JsonNode root = new ObjectMapper().readTree(text);
    if (!root.path("accounts").isArray()) {
      throw noInventory(file);
    }
    List<InventoryRow> rows = new ArrayList<>();
    for (JsonNode account : root.path("accounts")) {
      String namespace = account.path("namespace").asText();
      String name = account.path("serviceAccount").asText();
      if (account.path("grants").isEmpty()) {
        rows.add(new InventoryRow(namespace, name, "", "", "", "", ""));
      }
      for (JsonNode grant : account.path("grants")) {
        JsonNode binding = grant.path("binding");
        JsonNode rule = grant.path("rule");
        rows.add(
            new InventoryRow(
                namespace,
                name,
                binding.path("kind").asText(),
                binding.path("namespace").asText()
                    + "/"
                    + binding.path("name").asText()
                    + " to "
                    + binding.path("role").asText()
                    + " through "
                    + grant.path("through").asText(),
                texts(rule, "resources")
                    + texts(rule, "nonResourceURLs")
                    + part(" of ", texts(rule, "apiGroups"))
                    + part(" named ", texts(rule, "resourceNames")),
                texts(rule, "verbs"),
                ""));
      }
    }
    return rows;
  }

  private static String part(String before, String text) {
    return text.isEmpty() ? "" : before + text;
  }

  private static String texts(JsonNode rule, String key) {
    List<String> found = new ArrayList<>();
    rule.path(key).forEach(one -> found.add(one.asText()));
    return String.join("&", found);
  }

  private static TidydagException noInventory(Path file) {
    return TidydagException.configuration(
        PathNames.shown(file)
            + ": is no inventory; write one with tidydag access inventory --format json");
  }
}
