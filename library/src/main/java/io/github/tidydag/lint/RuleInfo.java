package io.github.tidydag.lint;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say about a rule: the one source for {@code tidydag rules}, for docs/rules and
 * for reports.
 *
 * @param id stands in reports and suppressions, and never changes: {@code SPK001}
 * @param name after the mistake, in words with hyphens: {@code no-time-to-live}
 * @param severity unless the configuration says otherwise
 * @param summary the mistake in one sentence, without a full stop
 * @param why what comes of it, and where that is known from (release, issue); Markdown
 * @param remedy what to write instead; Markdown
 * @param appliesTo the documents that it looks at; empty for all
 * @param options what {@code lint.rules.ID} in the configuration may say besides the severity
 */
public record RuleInfo(
    String id,
    String name,
    Severity severity,
    String summary,
    String why,
    String remedy,
    Set<DocumentKind> appliesTo,
    List<Option> options) {

  /**
   * A list of texts that a team may set.
   *
   * @param key snake_case
   * @param byDefault what holds without it
   * @param meaning for the rule's page
   */
  public record Option(String key, List<String> byDefault, String meaning) {
    public Option {
      byDefault = List.copyOf(byDefault);
    }
  }

  public RuleInfo {
    if (!isId(id) || !isName(name)) {
      throw new IllegalArgumentException(id + " " + name + " is not how rules are named");
    }
    appliesTo = Set.copyOf(appliesTo);
    options = List.copyOf(options);
  }

  /** A rule without options. */
  public RuleInfo(
      String id,
      String name,
      Severity severity,
      String summary,
      String why,
      String remedy,
      Set<DocumentKind> appliesTo) {
    this(id, name, severity, summary, why, remedy, appliesTo, List.of());
  }

  /** Three or four letters and three digits. By hand, as names are: every start reads them all. */
  private static boolean isId(String text) {
    int letters = text.length() - 3;
    if (letters != 3 && letters != 4) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i < letters ? c < 'A' || c > 'Z' : c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }

  /** Words of small letters and digits, with single hyphens between them. */
  private static boolean isName(String text) {
    char before = '-';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!isLetter && (c != '-' || before == '-')) {
        return false;
      }
      before = c;
    }
    return before != '-';
  }

  /** By its id: that is all that tells rules apart. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RuleInfo info && id.equals(info.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** Whether it looks at a document of that kind. */
  public boolean appliesTo(DocumentKind kind) {
    return appliesTo.isEmpty() || appliesTo.contains(kind);
  }
}
