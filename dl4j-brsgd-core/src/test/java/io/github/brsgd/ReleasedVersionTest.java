package io.github.brsgd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One version, wherever it is told. */
class ReleasedVersionTest {

  private static final Path CHECKOUT = Path.of("..");
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

  private static String read(String... path) throws IOException {
    return Files.readString(CHECKOUT.resolve(Path.of("", path)));
  }

  private static String first(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).findFirst().orElse("");
  }

  private static String version() throws IOException {
    return first(VERSION, read("pom.xml"));
  }

  @Test
  void itIsSemantic() throws IOException {
    assertThat(version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
  }

  @Test
  void everyModuleHasIt() throws IOException {
    try (Stream<Path> folders = Files.list(CHECKOUT)) {
      List<Path> poms =
          folders.map(folder -> folder.resolve("pom.xml")).filter(Files::exists).toList();
      assertThat(poms).hasSizeGreaterThan(5);
      for (Path pom : poms) {
        assertThat(first(VERSION, Files.readString(pom))).as("%s", pom).isEqualTo(version());
      }
    }
  }

  @Test
  void theReadmeNamesIt() throws IOException {
    String readme = read("README.md");
    assertThat(readme).contains("version " + version() + ",");
    assertThat(first(VERSION, readme)).isEqualTo(version());
  }

  @Test
  void changelogAndMigrationBeginWithIt() throws IOException {
    String release = version().replace("-SNAPSHOT", "");
    assertThat(first(Pattern.compile("(?m)^## ([0-9.]+) \\("), read("CHANGELOG.md")))
        .isEqualTo(release);
    assertThat(first(Pattern.compile("(?m)^## From [0-9.]+ to ([0-9.]+)$"), read("MIGRATE.md")))
        .isEqualTo(release);
  }
}
