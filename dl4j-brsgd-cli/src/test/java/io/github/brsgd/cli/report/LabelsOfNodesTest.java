package io.github.brsgd.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.cli.report.svg.Markup;
import io.github.brsgd.data.LabelCounts;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsOfNodesTest {

  @TempDir private Path folder;

  /** Node i has i+1 examples of class i mod classes, and one of class 0. */
  private static LabelsOfNodes labels(int nodes, int classes) {
    return new LabelsOfNodes(
        new LabelCounts(
            IntStream.range(0, classes).mapToObj(c -> "c" + c).toList(),
            IntStream.range(0, nodes)
                .mapToObj(
                    node ->
                        IntStream.range(0, classes)
                            .mapToObj(c -> (c == node % classes ? node + 1 : 0) + (c == 0 ? 1 : 0))
                            .toList())
                .toList()));
  }

  @Test
  void fewClassesHaveAColumnEach() {
    assertThat(labels(2, 3).table().toText())
        .isEqualTo(
            "node  examples  c0  c1  c2\n"
                + "----  --------  --  --  --\n"
                + "   0         2   2   0   0\n"
                + "   1         3   1   2   0\n");
    assertThat(labels(2, 3).summary())
        .isEqualTo("2 nodes: 2 to 3 examples and 1 to 2 of 3 classes each");
    assertThat(labels(1, 3).summary()).isEqualTo("1 node: 2 examples and 1 of 3 classes each");
  }

  @Test
  void ofManyClassesTheCommonestAreShownAndOfManyNodesTheFirst() {
    String table = labels(50, 100).table().toText();
    assertThat(table.lines()).hasSize(2 + 12).allMatch(line -> line.length() < 80);
    assertThat(table).contains("node  examples  classes  commonest", "c11: 12, c0: 1");
    assertThat(labels(50, 100).summary()).startsWith("all 50 nodes: 2 to 51 examples");
  }

  @Test
  void longNamesAreNoColumns() {
    LabelCounts counts =
        new LabelCounts(
            IntStream.range(0, 5).mapToObj(c -> "a rather long name " + c).toList(),
            List.of(List.of(0, 0, 7, 1, 0)));
    assertThat(new LabelsOfNodes(counts).table().toText())
        .contains("commonest", "a rather long name 2: 7, a rather long name 3: 1");
  }

  @Test
  void aSquareIsDrawnForWhatIsThereAndABarForEachNode() {
    String svg = Markup.of(labels(30, 10).chart("id").draw().tag());
    assertThat(Pattern.compile("class=\"dot c0\"").matcher(svg).results().count())
        .isEqualTo(30 + 27); // all but nodes 0, 10 and 20 have two classes
    assertThat(Pattern.compile("class=\"dot c6\"").matcher(svg).results().count()).isEqualTo(30);
    assertThat(svg).contains("all 30 nodes", ">node<", ">class<", ">c9<", ">25<", "at most 30");
  }

  @Test
  void noMoreIsDrawnThanCanBeSeen() {
    String svg = Markup.of(labels(5000, 300).chart("id").draw().tag());
    assertThat(svg).contains(">node, the first of 5000<", ">class (the first)<");
    assertThat(Pattern.compile("class=\"dot c6\"").matcher(svg).results().count()).isEqualTo(200);
  }

  @Test
  void thePictureIsWritten() throws IOException {
    Path file = folder.resolve("partition.png");
    labels(50, 10).write(file, "digits split by something");
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isBetween(1600, 2200);
    assertThat(image.getHeight()).isBetween(500, 900);
  }
}
