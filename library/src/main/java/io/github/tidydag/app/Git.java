package io.github.tidydag.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What git knows of a folder; it reads, and runs no program that a repository names. */
final class Git {
  /**
   * How a command ended.
   *
   * @param ok false if git is not there, or said no
   * @param out what it printed
   * @param reason the first line of why not
   */
  private record Ran(boolean ok, String out, String reason) {}

  private final Path folder;

  Git(Path folder) {
    this.folder = folder;
  }

  /** Why git cannot tell anything of this folder; empty if it can. */
  Optional<String> missing() {
    Ran ran = run("rev-parse", "--is-inside-work-tree");
    return ran.ok() && ran.out().startsWith("true") ? Optional.empty() : Optional.of(ran.reason());
  }

  /** Whether the folder itself is among what is ignored. */
  boolean isIgnored() {
    return run("check-ignore", "-q", "--no-index", ".").ok();
  }

  /** All files below that are not ignored, relative; folders end in a slash. */
  List<String> files() {
    return names(run("ls-files", "-c", "-o", "--exclude-standard", "-z"));
  }

  /**
   * The files below that are new or not as they were where the work of today left a revision.
   *
   * @return empty if there is no such revision
   */
  Optional<List<String>> changedSince(String revision) {
    String commit = revision + "^{commit}";
    Ran known = run("rev-parse", "--verify", "--quiet", "--end-of-options", commit);
    if (!known.ok()) {
      return Optional.empty();
    }
    Ran base = run("merge-base", known.out().strip(), "HEAD");
    String from = base.ok() ? base.out().strip() : known.out().strip();
    List<String> changed = new ArrayList<>();
    changed.addAll(
        names(
            run(
                "diff",
                "--name-only",
                "--relative",
                "--no-ext-diff",
                "--diff-filter=d",
                "-z",
                from,
                "--",
                ".")));
    changed.addAll(names(run("ls-files", "-o", "--exclude-standard", "-z")));
    return Optional.of(changed);
  }

  private static List<String> names(Ran ran) {
    return ran.out().isEmpty()
        ? List.of()
        : Arrays.asList(ran.out().split("\0", -1)).stream()
            .filter(name -> !name.isEmpty())
            .toList();
  }

  private Ran run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.fsmonitor=false"));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      CompletableFuture<String> errors =
          CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
      String out = text(process.getInputStream());
      int exit = process.waitFor();
      String said = errors.join().strip();
      return new Ran(
          exit == 0, out, said.isEmpty() ? "git says no" : said.lines().findFirst().orElse(""));
    } catch (IOException e) {
      return new Ran(false, "", "there is no git on the PATH");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while git ran", e);
    }
  }

  private static String text(InputStream in) {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
