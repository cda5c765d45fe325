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
  public record Power(String verb, String resource) {}

  /** What an inventory can be shown as. */
  public enum Format {
    TEXT,
    CSV,
    JSON,
    MARKDOWN,
    HTML;

    /** The one that a user calls so. */
    public static Optional<Format> of(String word) {
      return Stream.of(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** What a user calls it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
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
    Optional<Action> action =
        power.map(p -> AccessQuestion.action(snapshot, p.verb(), p.resource(), "", ""));
    return Inventory.of(snapshot)
        .where(
            entry ->
                (wanted.isEmpty() || wanted.contains(entry.account().namespace()))
                    && action.map(one -> has(entry, one)).orElse(true));
  }

  /** A rule that is about names grants it, too, of those. */
  private static boolean has(Inventory.Entry entry, Action action) {
    return entry.grants().stream()
        .map(Inventory.Granted::rule)
        .anyMatch(
            rule ->
                rule.allows(action)
                    || rule.resourceNames().stream()
                        .anyMatch(
                            name ->
                                rule.allows(
                                    new Action(
                                        action.verb(),
                                        action.group(),
                                        action.resource(),
                                        name,
                                        ""))));
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
   * @throws TidydagException if there is no such resource
   */
  public static WhoCan whoCan(RbacSnapshot snapshot, Power power, String name, String namespace) {
    return WhoCan.of(
        new Grants(snapshot),
        AccessQuestion.action(snapshot, power.verb(), power.resource(), name, namespace));
  }

  /**
   * What two inventories do not share. Those of JSON tell all of a right; a table tells neither API
   * groups, nor names of objects, nor the namespaces of bindings.
   *
   * @throws TidydagException if one cannot be read, or is no inventory
   */
  public static InventoryDiff diff(Path before, Path after) {
    return InventoryDiff.of(rows(before), rows(after));
  }

  private static List<InventoryRow> rows(Path file) {
    try {
      String text = TextFiles.read(file);
      return text.startsWith("{") ? AccessFile.json(file, text) : AccessFile.csv(file, text);
    } catch (IOException e) {
      throw TidydagException.files(PathNames.shown(file) + ": " + TextFiles.reason(e), e);
    }
  }
}
