package io.github.brsgd.cli.chromium;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that a reader would complain of are noticed. */
@EnabledIf(
    value = "io.github.brsgd.cli.chromium.Chromium#isHere",
    disabledReason = "no Chromium on the PATH")
class LayoutTest {

  @TempDir private static Path folder;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start(folder.resolve("profile"));
    chromium.size(Window.PHONE);
  }

  @AfterAll
  static void stop() throws IOException {
    chromium.close();
  }

  private static Layout open(String body) throws Exception {
    Path page = folder.resolve("page.html");
    Files.writeString(
        page,
        "<!DOCTYPE html><meta charset=utf-8>"
            + "<meta name=viewport content='width=device-width, initial-scale=1'><body>"
            + body);
    chromium.open(page.toUri());
    return new Layout(chromium, Window.PHONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<div style='width:600px'>wide</div>                                           | width of the page",
        "<p style='color:#999'>faint</p>                                                 | contrast",
        "<svg width=300 height=200 viewBox='0 0 600 400'><text y=99 font-size=12>a</text></svg> | too small",
        "<svg width=30 height=20></svg>                                                    | not drawn",
        "<p style='margin-left:-20px'>beyond</p>                                           | beyond an edge"
      })
  void whatIsWrongIsSaid(String body, String complaint) throws Exception {
    Layout layout = open(body);
    assertThatThrownBy(layout::check)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void whatIsWideInAFrameThatScrollsIsFine() throws Exception {
    Layout layout = open("<div style='overflow-x:auto'><div style='width:600px'>wide</div></div>");
    assertThatCode(layout::check).doesNotThrowAnyException();
  }
}
