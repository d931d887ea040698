package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BrsgdTest {

  static Stream<String> commands() {
    return Brsgd.commandLine().getSubcommands().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandTeachesByExample(String command) {
    Cli cli = Cli.run(command, "--help");
    assertThat(cli.code()).isZero();
    assertThat(cli.out())
        .startsWith("Usage: brsgd " + command)
        .contains("Examples:")
        .contains("  brsgd " + command)
        .contains("--stack-trace");
    assertThat(cli.out().lines().mapToInt(String::length).max().orElseThrow())
        .isLessThanOrEqualTo(100);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void unknownOptionsAreErrors(String command) {
    Cli cli = Cli.run(command, "--no-such-option");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err())
        .contains("--no-such-option")
        .contains("Try 'brsgd " + command + " --help'.")
        .doesNotContain("\tat ");
  }

  @Test
  void withoutACommandItShowsWhatThereIs() {
    Cli cli = Cli.run();
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("which command?").contains("Commands:").contains("datasets");
  }

  @Test
  void tellsItsVersions() {
    assertThat(Cli.run("--version").out()).containsPattern("brsgd [0-9].*\nDeeplearning4j 1\\.");
  }

  @Test
  void aTraceIsShownOnRequest() {
    assertThat(Cli.run("datasets", "--fetch", "x", "--stack-trace").err()).contains("\tat ");
  }
}
