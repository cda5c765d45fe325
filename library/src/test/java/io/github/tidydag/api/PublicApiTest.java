package io.github.tidydag.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What programs of users call stays as it is: a line that goes or changes breaks them. Until there
 * is a release to compare jars with, the list is this file; {@code -Dgolden.update=true} renews it.
 */
final class PublicApiTest {
  private static final Path GOLDEN = Path.of("src/test/resources/api/public-api.txt");

  @Test
  void nothing_is_lost() throws IOException {
    Set<String> lines = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PublicApiTest.class.getPackageName())) {
      if (type.getModifiers().contains(JavaModifier.PUBLIC)) {
        lines.add(type.getName());
        type.getMembers().stream()
            .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(member -> !member.getModifiers().contains(JavaModifier.SYNTHETIC))
            .map(PublicApiTest::line)
            .forEach(lines::add);
      }
    }
    String text = String.join("\n", lines) + "\n";
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, text);
    }
    assertThat(text).isEqualTo(Files.readString(GOLDEN));
  }

  private static String line(JavaMember member) {
    String type =
        member instanceof com.tngtech.archunit.core.domain.JavaMethod method
            ? " : " + method.getRawReturnType().getName()
            : "";
    return member.getFullName() + type;
  }
}
