package io.github.brsgd.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every Java program in a document is part of a source file that the build compiles and runs, but
 * for comments and white space: {@code GuidesTest} of the examples and of Spark, and the examples
 * themselves. A line {@code ...} stands for what is left out.
 */
class SnippetsTest {

  private static final Path CHECKOUT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
  private static final Pattern OMISSION = Pattern.compile("(?m)^\\s*\\.\\.\\.\\s*$");

  /** Where a test runs what is compiled. */
  private static final List<String> TESTED =
      List.of("dl4j-brsgd-examples/src", "dl4j-brsgd-spark/src/test");

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  /** Document and number of the block, to its text. */
  static Map<String, String> blocks() throws IOException {
    Map<String, String> blocks = new TreeMap<>();
    for (Path document :
        Stream.concat(
                files(CHECKOUT.resolve("docs"), ".md").stream(),
                Stream.of(
                        "README.md",
                        "CONTRIBUTING.md",
                        "MIGRATE.md",
                        "CHANGELOG.md",
                        "datasets/README.md",
                        "dl4j-brsgd-examples/README.md")
                    .map(CHECKOUT::resolve))
            .toList()) {
      var found = BLOCK.matcher(Files.readString(document));
      for (int i = 1; found.find(); i++) {
        blocks.put(CHECKOUT.relativize(document) + ", program " + i, found.group(1));
      }
    }
    return blocks;
  }

  static Stream<Map.Entry<String, String>> programs() throws IOException {
    return blocks().entrySet().stream();
  }

  private static String bare(String code) {
    return code.replaceAll("//.*", "").replaceAll("\\s+", "");
  }

  private static boolean isPartOf(String source, List<String> parts) {
    int from = 0;
    for (String part : parts) {
      int at = source.indexOf(part, from);
      if (at < 0) {
        return false;
      }
      from = at + part.length();
    }
    return true;
  }

  @Test
  void thereArePrograms() throws IOException {
    assertThat(blocks()).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void isTested(Map.Entry<String, String> program) throws IOException {
    List<String> parts =
        OMISSION.splitAsStream(program.getValue()).map(SnippetsTest::bare).toList();
    assertThat(parts).as(program.getKey()).noneMatch(String::isEmpty);
    boolean isFound = false;
    for (String folder : TESTED) {
      for (Path file : files(CHECKOUT.resolve(folder), ".java")) {
        isFound = isFound || isPartOf(bare(Files.readString(file)), parts);
      }
    }
    assertThat(isFound)
        .as("%s is in no file that is tested:%n%s", program.getKey(), program.getValue())
        .isTrue();
  }
}
