package io.github.tidydag.report;

import io.github.tidydag.rbac.InventoryDiff;
import io.github.tidydag.rbac.InventoryRow;
import java.util.List;

/** Inventories for spreadsheets. */
public final class AccessTables {
  private AccessTables() {}

  /** Rows with their header (RFC 4180); no cell is a formula. */
  public static String csv(List<InventoryRow> rows) {
    StringBuilder out = new StringBuilder();
    CsvReport.row(out, InventoryRow.COLUMNS.toArray(String[]::new));
    rows.forEach(row -> CsvReport.row(out, row.values().toArray(String[]::new)));
    return out.toString();
  }

  /** Rows with a sign in front: {@code +} for what is new, {@code -} for what is gone. */
  public static String diff(InventoryDiff diff) {
    StringBuilder out = new StringBuilder();
    diff.removed().forEach(row -> line(out, '-', row));
    diff.added().forEach(row -> line(out, '+', row));
    return out.toString();
  }

  private static void line(StringBuilder out, char sign, InventoryRow row) {
    out.append(sign).append(' ').append(row.namespace()).append('/').append(row.account());
    if (row.kind().isEmpty()) {
      out.append(" has no binding");
    } else {
      out.append(' ').append(row.kind()).append(' ').append(row.binding());
      out.append(": ").append(row.verbs()).append(' ').append(row.resources());
    }
    out.append('\n');
  }

  /** A table for a page in Markdown. */
  public static String markdown(List<InventoryRow> rows) {
    StringBuilder out = new StringBuilder();
    out.append("| ").append(String.join(" | ", InventoryRow.COLUMNS)).append(" |\n|");
    out.append("---|".repeat(InventoryRow.COLUMNS.size())).append('\n');
    for (InventoryRow row : rows) {
      out.append('|');
      row.values().forEach(cell -> out.append(' ').append(Markdown.escaped(cell)).append(" |"));
      out.append('\n');
    }
    return out.toString();
  }
}
