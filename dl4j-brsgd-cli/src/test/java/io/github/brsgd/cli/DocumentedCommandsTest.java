package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParseResult;

/**
 * Every command in the guides is one that the command line takes, every link leads somewhere, and
 * every picture is made by a command that a guide gives.
 */
class DocumentedCommandsTest {

  private static final Path CHECKOUT = Path.of("..");

  /** A line of a code block, with settings of the environment before the command. */
  private static final Pattern COMMAND =
      Pattern.compile("(?: {4}| {8})(?:[A-Z_]+=\\S+ )*\\./brsgd (.+)");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  private static Stream<Path> guides() throws IOException {
    try (Stream<Path> docs = Files.walk(CHECKOUT.resolve("docs"))) {
      return Stream.concat(
          docs.filter(file -> file.toString().endsWith(".md")).sorted(),
          Stream.of(
              CHECKOUT.resolve("README.md"),
              CHECKOUT.resolve("dl4j-brsgd-examples/README.md"),
              CHECKOUT.resolve("datasets/README.md")))
          .toList()
          .stream();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> commands() throws IOException {
    return guides()
        .flatMap(file -> read(file).replaceAll("\\\\\n\\s*", "").lines())
        .map(COMMAND::matcher)
        .filter(Matcher::matches)
        .map(line -> line.group(1).replaceAll("(^|\\s)#.*| [|>].*", "").strip())
        .filter(line -> !line.startsWith("bench") && !line.startsWith("COMMAND"))
        .distinct();
  }

  /** Commands of the script that measures tables. */
  static Stream<String> measuring() {
    return scripted("tables", "out").map(command -> command.replace("\"$rule\"", "median"));
  }

  @Test
  void thereAreCommands() throws IOException {
    assertThat(commands()).hasSizeGreaterThan(50).noneMatch(String::isBlank);
    assertThat(measuring()).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource({"commands", "measuring"})
  void isUnderstood(String command) {
    String[] args =
        Stream.of(command.split("\\s+"))
            .map(arg -> arg.replaceAll("[\"']", ""))
            // Letters that stand for a number of the reader's.
            .map(arg -> arg.matches("[KMNQR]") ? "3" : arg)
            .toArray(String[]::new);
    assertThatCode(
            () -> {
              ParseResult result = Brsgd.commandLine().parseArgs(args);
              assertThat(result.hasSubcommand()).isTrue();
            })
        .doesNotThrowAnyException();
  }

  /** What parses may be refused all the same. */
  @Test
  void runsWithAttackersSayWhichAttack() throws IOException {
    assertThat(commands().filter(line -> line.matches("train .*--attackers [1-9].*")))
        .hasSizeGreaterThan(5)
        .allMatch(line -> line.contains(" --attack "));
  }

  @ParameterizedTest
  @MethodSource("guides")
  void leadsWhereFilesAre(Path guide) {
    List<String> links = LINK.matcher(read(guide)).results().map(link -> link.group(1)).toList();
    assertThat(links).allMatch(link -> Files.exists(guide.resolveSibling(link)));
  }

  /** Commands of a script, without where they write. */
  private static Stream<String> scripted(String script, String folder) {
    return Pattern.compile("(?m)^ +\\./brsgd (.+) --out \"\\$" + folder + "/.*$")
        .matcher(read(CHECKOUT.resolve("scripts").resolve(script)))
        .results()
        .map(command -> command.group(1));
  }

  @Test
  void picturesAreMadeByCommandsOfTheGuides() throws IOException {
    String all =
        guides()
            .map(file -> read(file).replaceAll("\\\\\n\\s*", ""))
            .collect(Collectors.joining("\n"));
    assertThat(scripted("pictures", "work"))
        .hasSize(4)
        .allSatisfy(command -> assertThat(all).contains("brsgd " + command));
  }

  @Test
  void everyPictureIsMadeAndShown() throws IOException {
    String script = read(CHECKOUT.resolve("scripts/pictures"));
    String all = guides().map(DocumentedCommandsTest::read).collect(Collectors.joining());
    try (Stream<Path> images = Files.list(CHECKOUT.resolve("docs/images"))) {
      assertThat(images.map(image -> image.getFileName().toString()))
          .hasSizeGreaterThan(5)
          .allSatisfy(name -> assertThat(script).contains(" " + name + "\n"))
          .allSatisfy(name -> assertThat(all).contains("images/" + name + ")"));
    }
  }
}
