package io.github.brsgd.cli.report.html;

import static io.github.brsgd.cli.report.html.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.cli.experiment.SuspectedNodes;
import io.github.brsgd.data.CorruptFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeChartsTest {

  private static final String HEADER =
      "round,node,screened,weight,used,norm,distance,cosine,z,log_evidence,suspected\n";

  @TempDir Path folder;
  private final Browser browser = new Browser();

  @AfterEach
  void close() {
    browser.close();
  }

  private static List<String> texts(HtmlPage page, String selector) {
    return page.querySelectorAll(selector).stream().map(DomNode::getTextContent).toList();
  }

  /** Node 0 is harmless, node 1 suspected from round 20 on, node 2 sent NaN in every round. */
  private static String rows(int rounds) {
    StringBuilder text = new StringBuilder(HEADER);
    for (int k = 0; k < rounds; k++) {
      text.append(k).append(",0,false,,0.5,1,1,0.5,-0.25,-1.5,false\n");
      text.append(k).append(",1,false,,0,9,9,-0.5,8,").append(k).append(',').append(k >= 20);
      text.append('\n').append(k).append(",2,true,,,,,,,Infinity,true\n");
    }
    return text.toString();
  }

  @Test
  void aPlotAndALinePerNode() throws IOException {
    Path watched = run(folder.resolve("r"), "median", "zero", 1, 300);
    Files.writeString(watched.resolve(SuspectedNodes.ROUNDS), rows(300));
    HtmlPage page = browser.open(HtmlReport.write(List.of(watched), folder));
    assertThat(texts(page, "svg > title")).contains("Node 0", "Node 1").doesNotContain("Node 2");
    assertThat(texts(page, "figcaption"))
        .contains("Node 0", "Node 1, suspected since round 20", "Node 2");
    assertThat(texts(page, "p.missing"))
        .contains("It sent NaN or infinite values, which is proof.");
    assertThat(texts(page, "caption")).contains("Nodes, as the server saw them");
    assertThat(texts(page, "tr"))
        .contains(
            "010^-0.73000.50-0.25", "1since round 2010^129.93000.008.00", "2since round 0proof300");
  }

  @Test
  void runsThatDidNotLookShowNothing() throws IOException {
    Path plain = run(folder.resolve("r"), "median", "zero", 1, 30);
    HtmlPage page = browser.open(HtmlReport.write(List.of(plain), folder));
    assertThat(texts(page, "caption")).doesNotContain("Nodes, as the server saw them");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "round,node\n",
        HEADER + "0,0,false,,0.5,1,1,0.5,-0.25,-1.5\n",
        HEADER + "0,0,false,,much,1,1,0.5,-0.25,-1.5,false\n",
        HEADER + "0,zero,false,,0.5,1,1,0.5,-0.25,-1.5,false\n",
        HEADER + "0,0,false,,0.5,1"
      })
  void aDamagedFileIsRefused(String text) throws IOException {
    Path watched = run(folder.resolve("r"), "median", "zero", 1, 30);
    Files.writeString(watched.resolve(SuspectedNodes.ROUNDS), text);
    assertThatThrownBy(() -> NodeRoundsFile.read(watched))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining(SuspectedNodes.ROUNDS);
  }
}
