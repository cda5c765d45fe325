package io.github.tidydag.render;

import io.github.tidydag.airflow.Target;
import io.github.tidydag.python.PyExpr;
import io.github.tidydag.python.PyNames;
import io.github.tidydag.tables.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The imports of one generated file. A name that moved is imported by {@code try}/{@code except},
 * newest place first, where the targets need both.
 */
final class Imports {
  /** The variable of what a run's objects hang on. */
  static final String RUN = "RUN";

  /** Names that the file gives to something else, or imports only where it needs them. */
  static final Set<String> OURS =
      Set.of("dag", RUN, "pendulum", "k8s", "Asset", "AssetAny", "Path", "Secret", "timedelta");

  private static final Set<String> STANDARD =
      Set.of(
          "collections",
          "contextlib",
          "datetime",
          "decimal",
          "enum",
          "functools",
          "hashlib",
          "itertools",
          "json",
          "logging",
          "math",
          "operator",
          "os",
          "pathlib",
          "random",
          "re",
          "socket",
          "string",
          "time",
          "typing",
          "urllib",
          "uuid",
          "zoneinfo");

  private final List<Target> targets;
  private final Map<String, Symbol.Home> plain = new TreeMap<>();
  private final Map<String, List<Symbol.Home>> tried = new TreeMap<>();
  private final Set<String> modules = new TreeSet<>();
  private final Map<String, String> taken =
      new HashMap<>(Map.of("dag", "dag", RUN, RUN, "pendulum", "pendulum"));

  Imports(List<Target> targets) {
    this.targets = targets;
  }

  /** The name under which code may use the symbol from now on. */
  PyExpr.Name use(Symbol symbol) {
    Set<Symbol.Home> needed = new LinkedHashSet<>();
    for (Target target : targets) {
      needed.add(home(symbol, target.airflow()));
    }
    List<Symbol.Home> homes = symbol.homes().stream().filter(needed::contains).toList();
    String identity = homes.get(0).module() + "." + homes.get(0).name();
    String name = name(PyNames.identifierFor(symbol.name()), identity);
    if (homes.size() == 1) {
      plain.put(name, homes.get(0));
    } else {
      tried.put(name, homes);
    }
    return new PyExpr.Name(name);
  }

  /** Imports {@code package.module.name}, as a user asked for it. */
  PyExpr.Name use(String dotted) {
    int dot = dotted.lastIndexOf('.');
    return use(Symbol.everywhere(dotted.substring(0, dot), dotted.substring(dot + 1)));
  }

  /** Imports a module by its own name. */
  void module(String module) {
    taken.put(module, module);
    modules.add(module);
  }

  /** True if a name of the file is an import already. */
  boolean takes(String name) {
    return taken.containsKey(name);
  }

  /** The lines of the file's imports, in groups as isort has them. */
  List<String> lines() {
    Map<String, List<String>> standard = new TreeMap<>();
    Map<String, List<String>> other = new TreeMap<>();
    plain.forEach(
        (name, home) ->
            (isStandard(home.module()) ? standard : other)
                .computeIfAbsent(home.module(), m -> new ArrayList<>())
                .add(imported(home, name)));
    List<String> lines = new ArrayList<>();
    standard.forEach((module, names) -> lines.addAll(from(module, names)));
    if (!lines.isEmpty() && (!other.isEmpty() || !modules.isEmpty())) {
      lines.add("");
    }
    modules.forEach(module -> lines.add("import " + module));
    other.forEach((module, names) -> lines.addAll(from(module, names)));
    if (!tried.isEmpty()) {
      lines.add("");
    }
    tried.forEach(
        (name, homes) -> {
          for (int i = 0; i < homes.size(); i++) {
            Symbol.Home home = homes.get(i);
            boolean last = i == homes.size() - 1;
            lines.add((i == 0 ? "try:" : "except ImportError:"));
            String before = last ? before(homes, i) : "";
            lines.add("    from " + home.module() + " import " + imported(home, name) + before);
          }
        });
    return lines;
  }

  private static String before(List<Symbol.Home> homes, int i) {
    return "  # Airflow before " + homes.get(i - 1).since().minor();
  }

  private static List<String> from(String module, List<String> names) {
    List<String> sorted = names.stream().sorted().toList();
    String line = "from " + module + " import " + String.join(", ", sorted);
    if (line.length() <= 88) {
      return List.of(line);
    }
    List<String> lines = new ArrayList<>();
    lines.add("from " + module + " import (");
    sorted.forEach(name -> lines.add("    " + name + ","));
    lines.add(")");
    return lines;
  }

  private static boolean isStandard(String module) {
    int dot = module.indexOf('.');
    return STANDARD.contains(dot < 0 ? module : module.substring(0, dot));
  }

  private static String imported(Symbol.Home home, String name) {
    return home.name().equals(name) ? name : home.name() + " as " + name;
  }

  private static Symbol.Home home(Symbol symbol, Version airflow) {
    return symbol.homes().stream()
        .filter(h -> airflow.compareTo(h.since()) >= 0)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(symbol.name() + " has no home in " + airflow));
  }

  private String name(String wanted, String identity) {
    String name = wanted;
    for (int i = 2; !identity.equals(taken.getOrDefault(name, identity)); i++) {
      name = wanted + "_" + i;
    }
    taken.put(name, identity);
    return name;
  }
}
