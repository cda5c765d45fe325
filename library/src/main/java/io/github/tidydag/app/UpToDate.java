package io.github.tidydag.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Tells whether anything has changed since a run that ended well, so that a build can leave it out.
 * What counts is what the files hold, not their times: a checkout renews those.
 *
 * <p>A file of the size and time that it had when it was last read is not read again, unless it was
 * changed so shortly before that a later change might have left both as they were.
 *
 * <p>Needs nothing but the JDK: loading what generates or lints would take longer than to look.
 */
public final class UpToDate {
  /** What decides beside the files that are looked at, and stands above them. */
  private static final List<String> UPWARDS =
      List.of(
          Workspace.CONFIG,
          ".gitignore",
          ".git/info/exclude",
          "Chart.yaml",
          "Kustomization",
          "kustomization.yaml",
          "kustomization.yml");

  private static final Set<String> SKIPPED = Set.of(".git", "node_modules", "__pycache__");
  private static final String MISSING = "-";
  private static final String END = "\n\n";
  private static final Duration SHORTLY = Duration.ofSeconds(2);

  private final Path record;
  private final String settings;
  private final Map<Path, Predicate<Path>> folders = new TreeMap<>();
  private final Set<Path> files = new TreeSet<>();
  private final Map<Path, String> sums = new HashMap<>();
  private final Map<Path, Sum> known;
  private boolean isNewsKnown;

  /** What a file held when it had that size and time; for the goals of one build. */
  public record Sum(long size, FileTime modified, String sum) {}

  /**
   * Nothing as yet.
   *
   * @param record the file that remembers the run
   * @param settings all that the outcome depends on besides files; no two lines of it are empty
   * @param known what other goals of the same build have looked at, and this one will
   */
  public UpToDate(Path record, String settings, Map<Path, Sum> known) {
    this.known = known;
    this.record = record;
    this.settings = settings.strip();
  }

  /**
   * Looks at all files below a folder, and at configurations above it.
   *
   * @param wanted which of the files count
   */
  public UpToDate folder(Path folder, Predicate<Path> wanted) {
    folders.put(absolute(folder), wanted);
    return upwards(folder);
  }

  /** Looks at configurations above a folder, and in it. */
  public UpToDate upwards(Path folder) {
    for (Path at = absolute(folder); at != null; at = at.getParent()) {
      for (String name : UPWARDS) {
        files.add(at.resolve(name));
      }
    }
    return this;
  }

  /** Looks at files, there or not. */
  public UpToDate files(Collection<Path> some) {
    some.forEach(file -> files.add(absolute(file)));
    return this;
  }

  /**
   * Whether a run with these settings and files has ended well, and nothing has changed since.
   *
   * @return what that run had to say; empty if there was none
   */
  public Optional<String> message() {
    try {
      String text =
          Files.isRegularFile(record) ? Files.readString(record, StandardCharsets.UTF_8) : "";
      int end = Math.max(0, text.indexOf(END));
      Set<Path> also = new TreeSet<>();
      text.substring(end)
          .lines()
          .filter(line -> line.startsWith("+"))
          .forEach(line -> also.add(Path.of(line.substring(line.indexOf(' ') + 1))));
      loadTimes();
      String state = state(also); // what a run reads is what is there now
      int message = text.indexOf(END, end + END.length());
      if (message < 0 || !text.substring(0, message).equals(state)) {
        return Optional.empty();
      }
      if (isNewsKnown) {
        saveTimes();
      }
      return Optional.of(text.substring(message + END.length()));
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty(); // then it is done again, and says what is wrong
    }
  }

  /**
   * Remembers that a run has ended well. Of what was read, that counts which {@link #message} saw:
   * what was changed while the run went on is new to the next one.
   *
   * @param read files that it has read
   * @param written files that it has written
   * @param message what it had to say
   */
  public void remember(Collection<Path> read, Collection<Path> written, String message) {
    Set<Path> also = new TreeSet<>();
    written.forEach(file -> also.add(absolute(file)));
    sums.keySet().removeAll(also);
    read.forEach(file -> also.add(absolute(file)));
    try {
      WriteReport.write(record, state(also) + END + message);
      saveTimes();
    } catch (UncheckedIOException | TidydagException e) {
      forget(); // without a record the next run does it again
    }
  }

  /** Forgets what is remembered. */
  public void forget() {
    try {
      Files.deleteIfExists(record);
      Files.deleteIfExists(times());
    } catch (IOException left) {
      // what cannot be removed does not fit either
    }
  }

  private String state(Set<Path> also) {
    Set<Path> looked = new TreeSet<>(files);
    folders.forEach((folder, wanted) -> looked.addAll(below(folder, wanted)));
    StringBuilder text = new StringBuilder(settings).append(END);
    looked.forEach(file -> text.append(sum(file)).append(' ').append(file).append('\n'));
    also.stream()
        .filter(file -> !looked.contains(file))
        .forEach(file -> text.append('+').append(sum(file)).append(' ').append(file).append('\n'));
    return text.toString().stripTrailing();
  }

  private static Set<Path> below(Path folder, Predicate<Path> wanted) {
    Set<Path> found = new TreeSet<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
              return !at.equals(folder) && SKIPPED.contains(String.valueOf(at.getFileName()))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = String.valueOf(file.getFileName());
              if (UPWARDS.contains(name) || wanted.test(file)) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private String sum(Path file) {
    return sums.computeIfAbsent(file, this::sumNow);
  }

  private String sumNow(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      Sum before = known.get(file);
      if (before != null
          && before.size() == now.size()
          && before.modified().equals(now.lastModifiedTime())) {
        return before.sum();
      }
      String sum = sumOf(file);
      known.put(file, new Sum(now.size(), now.lastModifiedTime(), sum));
      isNewsKnown |= isSettled(now.lastModifiedTime());
      return sum;
    } catch (IOException e) {
      return MISSING;
    }
  }

  private static boolean isSettled(FileTime modified) {
    return modified.toInstant().isBefore(Instant.now().minus(SHORTLY));
  }

  private Path times() {
    return record.resolveSibling(record.getFileName() + ".times");
  }

  private void loadTimes() throws IOException {
    if (Files.isRegularFile(times())) {
      for (String line : Files.readAllLines(times(), StandardCharsets.UTF_8)) {
        String[] parts = line.split(" ", 4);
        FileTime modified = FileTime.from(Instant.parse(parts[1]));
        known.putIfAbsent(Path.of(parts[3]), new Sum(Long.parseLong(parts[0]), modified, parts[2]));
      }
    }
  }

  private void saveTimes() {
    StringBuilder text = new StringBuilder();
    for (Path file : new TreeSet<>(sums.keySet())) {
      Sum one = known.get(file);
      if (one != null && isSettled(one.modified())) {
        text.append(one.size()).append(' ').append(one.modified().toInstant()).append(' ');
        text.append(one.sum()).append(' ').append(file).append('\n');
      }
    }
    WriteReport.write(times(), text.toString());
  }

  private static String sumOf(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[64 * 1024];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException unreadable) {
      return unreadable.getClass().getSimpleName();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
