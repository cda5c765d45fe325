package io.github.tidydag.app;

import io.github.tidydag.rbac.Action;
import io.github.tidydag.rbac.Grants;
import io.github.tidydag.rbac.Inventory;
import io.github.tidydag.rbac.InventoryDiff;
import io.github.tidydag.rbac.InventoryRow;
import io.github.tidydag.rbac.RbacSnapshot;
import io.github.tidydag.rbac.WhoCan;
import io.github.tidydag.render.AccessPage;
import io.github.tidydag.render.Templates;
import io.github.tidydag.report.AccessJson;
import io.github.tidydag.report.AccessTables;
import io.github.tidydag.report.AccessText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Answers questions about permissions. */
public final class ListAccess {
  private ListAccess() {}

  /**
   * A right in words.
   *
   * @param resource in the plural, with its group and what is below it: {@code configmaps}, {@code
   *     deployments.apps}, {@code pods/exec}
   */
  public record Power(String verb, String resource) {
    /** {@code pods/exec} is of the core group, {@code deployments.apps/scale} of apps. */
    Action action(String name, String namespace) {
      int slash = resource.indexOf('/');
      String plain = slash < 0 ? resource : resource.substring(0, slash);
      String below = slash < 0 ? "" : resource.substring(slash);
      int dot = plain.indexOf('.');
      String group = dot < 0 ? "" : plain.substring(dot + 1);
      String plural = dot < 0 ? plain : plain.substring(0, dot);
      return new Action(verb, group, plural + below, name, namespace);
    }
  }

  /** What an inventory can be shown as. */
  public enum Format {
    TEXT,
    CSV,
    JSON,
    MARKDOWN,
    HTML;

    /** The one that a user calls so. */
    public static Optional<Format> of(String word) {
      return Stream.of(values())
          .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
          .findFirst();
    }
  }

  /**
   * An inventory.
   *
   * @param namespaces whose accounts are wanted; all if empty
   * @param power which accounts must have in some namespace, or in all
   */
  public static Inventory inventory(
      RbacSnapshot snapshot, List<String> namespaces, Optional<Power> power) {
    Set<String> wanted = Set.copyOf(namespaces);
    return Inventory.of(snapshot)
        .where(
            entry ->
                (wanted.isEmpty() || wanted.contains(entry.account().namespace()))
                    && power.map(p -> has(entry, p)).orElse(true));
  }

  /** A rule that is about names grants it, too, of those. */
  private static boolean has(Inventory.Entry entry, Power power) {
    return entry.grants().stream()
        .anyMatch(
            granted -> {
              List<String> names = granted.rule().resourceNames();
              return granted.rule().allows(power.action(names.isEmpty() ? "" : names.get(0), ""));
            });
  }

  /**
   * The report.
   *
   * @param version tidydag's own
   */
  public static String report(Inventory inventory, Format format, String version) {
    return switch (format) {
      case TEXT -> AccessText.of(inventory);
      case CSV -> AccessTables.csv(InventoryRow.of(inventory));
      case JSON -> AccessJson.of(inventory, version);
      case MARKDOWN -> AccessTables.markdown(InventoryRow.of(inventory));
      case HTML -> AccessPage.of(inventory, Templates.of(Optional.empty()));
    };
  }

  /**
   * Who may do something.
   *
   * @param name of one object; empty for none
   * @param namespace empty for all
   */
  public static WhoCan whoCan(RbacSnapshot snapshot, Power power, String name, String namespace) {
    return WhoCan.of(new Grants(snapshot), power.action(name, namespace));
  }

  /**
   * What two inventories do not share.
   *
   * @throws TidydagException if one cannot be read, or is no inventory
   */
  public static InventoryDiff diff(Path before, Path after) {
    return InventoryDiff.of(rows(before), rows(after));
  }

  private static List<InventoryRow> rows(Path file) {
    try {
      List<List<String>> lines = CsvFile.parse(TextFiles.read(file));
      if (lines.isEmpty() || !lines.get(0).equals(InventoryRow.COLUMNS)) {
        throw TidydagException.configuration(
            Names.shown(file)
                + ": is no inventory; write one with tidydag access inventory --format csv");
      }
      return lines.stream().skip(1).map(line -> row(file, line)).toList();
    } catch (IOException e) {
      throw TidydagException.files(Names.shown(file) + ": " + TextFiles.reason(e), e);
    }
  }

  private static InventoryRow row(Path file, List<String> cells) {
    if (cells.size() != InventoryRow.COLUMNS.size()) {
      throw TidydagException.configuration(
          Names.shown(file) + ": a row has " + cells.size() + " cells: " + String.join(",", cells));
    }
    return new InventoryRow(
        cells.get(0),
        cells.get(1),
        cells.get(2),
        cells.get(3),
        cells.get(4),
        cells.get(5),
        cells.get(6));
  }
}
