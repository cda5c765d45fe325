package io.github.tidydag.airflow;

import io.github.tidydag.tables.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A requirement of Python packaging, such as {@code >=35.0.0,!=36.0.0,<37.0.0}. */
public final class ClientRange {
  private static final Pattern CLAUSE = Pattern.compile("(>=|<=|!=|==|<|>)([0-9.]+)");

  private final String text;
  private final List<Clause> clauses;

  private record Clause(String operator, Version version) {
    boolean admits(Version candidate) {
      int order = candidate.compareTo(version);
      return switch (operator) {
        case ">=" -> order >= 0;
        case "<=" -> order <= 0;
        case "!=" -> order != 0;
        case "==" -> order == 0;
        case "<" -> order < 0;
        default -> order > 0;
      };
    }
  }

  private ClientRange(String text, List<Clause> clauses) {
    this.text = text;
    this.clauses = clauses;
  }

  static ClientRange parse(String text) {
    List<Clause> clauses = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = CLAUSE.matcher(part);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(part + " of " + text + " is no requirement");
      }
      clauses.add(new Clause(matcher.group(1), Version.parse(matcher.group(2))));
    }
    return new ClientRange(text, List.copyOf(clauses));
  }

  /** Whether a client version may be installed beside the provider. */
  public boolean admits(Version client) {
    return clauses.stream().allMatch(clause -> clause.admits(client));
  }

  /** Those of some client versions that may be installed beside the provider. */
  public List<Version> among(Collection<Version> clients) {
    return clients.stream().filter(this::admits).toList();
  }

  /** As the provider's metadata writes it. */
  @Override
  public String toString() {
    return text;
  }
}
