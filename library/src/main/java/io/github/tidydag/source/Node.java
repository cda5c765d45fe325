package io.github.tidydag.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value as somebody wrote it, with its place. */
public sealed interface Node {

  /** Where the value stands. */
  Location at();

  /** The tag that the user wrote, such as {@code !import}; empty for a value without one. */
  String tag();

  /** What to call this value in a message: its text, or what kind of thing it is. */
  String describe();

  /**
   * A key and its value; keys are unique within a mapping, but for those that hold Jinja, or that
   * Jinja may leave out.
   */
  record Entry(Scalar key, Node value) {
    /** An entry that nobody wrote, at a place that it is about. */
    public static Entry of(Location at, String key, Node value) {
      return new Entry(Scalar.text(at, key), value);
    }

    public String name() {
      return key.text();
    }
  }

  /** Keys and values in the order of the file, merged ones after those that stand here. */
  final class Mapping implements Node {
    private final Location at;
    private final String tag;
    private final List<Entry> entries;
    private final boolean flow;

    /**
     * A bit for each hash of a key, modulo 64: hundreds of rules ask for keys, and most of those
     * are not there.
     */
    private final long keys;

    /** The hash of each key, side by side: most keys that are passed on the way are others. */
    private final int[] hashes;

    /**
     * A mapping.
     *
     * @param flow whether it is written in braces
     */
    public Mapping(Location at, String tag, List<Entry> entries, boolean flow) {
      this.at = at;
      this.tag = tag;
      this.entries = List.copyOf(entries);
      this.flow = flow;
      this.hashes = new int[this.entries.size()];
      long found = 0;
      for (int i = 0; i < hashes.length; i++) {
        hashes[i] = this.entries.get(i).name().hashCode();
        found |= 1L << hashes[i];
      }
      this.keys = found;
    }

    /** A mapping of lines, or one that nobody wrote. */
    public Mapping(Location at, String tag, List<Entry> entries) {
      this(at, tag, entries, false);
    }

    @Override
    public Location at() {
      return at;
    }

    @Override
    public String tag() {
      return tag;
    }

    public List<Entry> entries() {
      return entries;
    }

    public boolean flow() {
      return flow;
    }

    /** The entry of that name. */
    public Optional<Entry> entry(String name) {
      return Optional.ofNullable(seek(name));
    }

    private @Nullable Entry seek(String name) {
      int hash = name.hashCode();
      if ((keys & 1L << hash) == 0) {
        return null;
      }
      for (int i = 0; i < hashes.length; i++) {
        if (hashes[i] == hash && entries.get(i).name().equals(name)) {
          return entries.get(i);
        }
      }
      return null;
    }

    /** The entry below the mappings of these names; empty where one is missing or no mapping. */
    public Optional<Entry> find(String... names) {
      Mapping at = this;
      for (int i = 0; i < names.length - 1; i++) {
        Entry entry = at.seek(names[i]);
        if (entry == null || !(entry.value instanceof Mapping below)) {
          return Optional.empty();
        }
        at = below;
      }
      return at.entry(names[names.length - 1]);
    }

    /** The same with an entry: in the place of one of its name, else behind all others. */
    public Mapping with(Entry entry) {
      List<Entry> changed = new ArrayList<>(entries);
      for (int i = 0; i < changed.size(); i++) {
        if (changed.get(i).name().equals(entry.name())) {
          changed.set(i, entry);
          return new Mapping(at, tag, changed, flow);
        }
      }
      changed.add(entry);
      return new Mapping(at, tag, changed, flow);
    }

    /** The same with an entry, unless there is one of its name. */
    public Mapping withDefault(Entry entry) {
      return entry(entry.name()).isPresent() ? this : with(entry);
    }

    /** Whether a key that holds masked Jinja may come to be of that name. */
    public boolean mayHold(String name) {
      for (Entry entry : entries) {
        String key = entry.key.text;
        int first = key.indexOf(JinjaMask.MASK);
        if (first >= 0
            && name.startsWith(key.substring(0, first))
            && name.endsWith(key.substring(key.lastIndexOf(JinjaMask.MASK) + 1))) {
          return true;
        }
      }
      return false;
    }

    /** The value of that name. */
    public Optional<Node> get(String name) {
      Entry entry = seek(name);
      return entry == null ? Optional.empty() : Optional.of(entry.value);
    }

    @Override
    public String describe() {
      return "a mapping";
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Mapping mapping
          && at.equals(mapping.at)
          && tag.equals(mapping.tag)
          && entries.equals(mapping.entries)
          && flow == mapping.flow;
    }

    @Override
    public int hashCode() {
      return Objects.hash(at, tag, entries, flow);
    }
  }

  /**
   * Values in the order of the file.
   *
   * @param flow whether it is written in brackets
   */
  record Sequence(Location at, String tag, List<Node> items, boolean flow) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    /** A list of lines, or one that nobody wrote. */
    public Sequence(Location at, String tag, List<Node> items) {
      this(at, tag, items, false);
    }

    @Override
    public String describe() {
      return "a list";
    }
  }

  /**
   * One value. {@code text} is what was written, without quotes and with escapes resolved; {@code
   * kind} is what YAML 1.2 makes of it, so that {@code yes} and {@code on} are text.
   */
  record Scalar(Location at, String tag, Kind kind, String text) implements Node {
    @Override
    public String describe() {
      return switch (kind) {
        case NULL -> "nothing";
        case TEXT -> "\"" + Text.shorten(text, 60) + "\"";
        case BOOLEAN, INTEGER, DECIMAL -> text;
      };
    }

    /** A text. */
    public static Scalar text(Location at, String text) {
      return new Scalar(at, "", Kind.TEXT, text);
    }

    public boolean isNull() {
      return kind == Kind.NULL;
    }
  }

  /** What YAML 1.2's core schema makes of a scalar. */
  enum Kind {
    TEXT("text"),
    INTEGER("a whole number"),
    DECIMAL("a number"),
    BOOLEAN("true or false"),
    NULL("nothing");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The kind in words, as messages use it. */
    public String words() {
      return words;
    }
  }
}
