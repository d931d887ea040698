package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.cli.report.TextTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainWriterTest {

  private static String printed(Charset charset, String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PlainWriter out =
        new PlainWriter(new PrintWriter(new OutputStreamWriter(bytes, charset)), charset);
    new Screen(out, out).print("%s", text);
    return bytes.toString(charset).strip();
  }

  @ParameterizedTest
  @CsvSource({
    "US-ASCII, '85.3+-0.4^ - 3 x 2'",
    "ISO-8859-1, '85.3\u00b10.4\u00b0 - 3 \u00d7 2'",
    "UTF-8, '85.3\u00b10.4\u00b0 \u2013 3 \u00d7 2'"
  })
  void onlyWhatTheEncodingLacksIsWrittenOtherwise(String charset, String seen) {
    assertThat(printed(Charset.forName(charset), "85.3\u00b10.4\u00b0 \u2013 3 \u00d7 2"))
        .isEqualTo(seen);
  }

  @Test
  void columnsStayAligned() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PlainWriter out =
        new PlainWriter(
            new PrintWriter(new OutputStreamWriter(bytes, StandardCharsets.US_ASCII)),
            StandardCharsets.US_ASCII);
    List<List<String>> rows = List.of(List.of("a", "85.3\u00b10.4", "x"), List.of("b", "7.0", "x"));
    new Screen(out, out).print(new TextTable(List.of("", "none", ""), rows));
    assertThat(bytes.toString(StandardCharsets.US_ASCII).lines().skip(2))
        .containsExactly("a  85.3+-0.4  x", "b        7.0  x");
  }

  /** Signs in the program's own words, those of pages and pictures apart. */
  @Test
  void everySignThatIsPrintedHasAnother() throws IOException {
    PlainWriter out =
        new PlainWriter(new PrintWriter(new StringWriter()), StandardCharsets.US_ASCII);
    Path sources = Path.of("src/main/java/io/github/brsgd/cli");
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file :
          files
              .filter(Files::isRegularFile)
              .filter(f -> !f.startsWith(sources.resolve("report")))
              .toList()) {
        assertThat(out.plain(Files.readString(file)))
            .as(file.toString())
            .satisfies(
                text ->
                    assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(text)).isTrue());
      }
    }
  }
}
