package io.github.tidydag.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Makes of the command line its manual pages, one a command, and its completion script: {@code
 * share/man/man1} and {@code share/bash-completion/completions} of a folder.
 */
final class ManPages {
  private ManPages() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Path sources = Files.createDirectories(folder.resolve("adoc"));
    Path pages = Files.createDirectories(folder.resolve("share/man/man1"));
    Path completions =
        Files.createDirectories(folder.resolve("share/bash-completion/completions"));
    CommandLine commands = Main.all();
    int failed =
        ManPageGenerator.generateManPage(
            sources.toFile(), null, new boolean[0], true, commands.getCommandSpec());
    if (failed != 0) {
      throw new IllegalStateException("picocli made no sources of manual pages");
    }
    List<Path> found;
    try (Stream<Path> made = Files.list(sources)) {
      found = made.sorted().toList();
    }
    try (Asciidoctor asciidoctor = Asciidoctor.Factory.create()) {
      for (Path source : found) {
        asciidoctor.convertFile(
            source.toFile(),
            Options.builder()
                .backend("manpage")
                .safe(SafeMode.UNSAFE)
                .toDir(pages.toFile())
                // no time of today in a page: the same source gives the same bytes
                .attributes(
                    Attributes.builder()
                        .attribute("reproducible")
                        .attribute("docdate", "2026-01-01")
                        .build())
                .build());
      }
    }
    Files.writeString(
        completions.resolve("tidydag"),
        AutoComplete.bash("tidydag", commands),
        StandardCharsets.UTF_8);
  }
}
