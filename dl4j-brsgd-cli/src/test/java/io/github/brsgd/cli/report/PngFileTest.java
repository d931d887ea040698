package io.github.brsgd.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.cli.report.svg.HeatGrid;
import io.github.brsgd.cli.report.svg.HeatGrid.Square;
import io.github.brsgd.cli.report.svg.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngFileTest {

  private static final int WHITE = 0xffffffff;

  @TempDir Path folder;

  private BufferedImage read(String name) throws IOException {
    return ImageIO.read(folder.resolve(name).toFile());
  }

  /** Nothing reaches the edge, where it would be cut off. */
  private static void assertWhiteEdge(BufferedImage image) {
    for (int x = 0; x < image.getWidth(); x++) {
      assertThat(image.getRGB(x, 0)).isEqualTo(WHITE);
      assertThat(image.getRGB(x, image.getHeight() - 1)).isEqualTo(WHITE);
    }
    for (int y = 0; y < image.getHeight(); y++) {
      assertThat(image.getRGB(0, y)).isEqualTo(WHITE);
      assertThat(image.getRGB(image.getWidth() - 1, y)).isEqualTo(WHITE);
    }
  }

  private static Set<Integer> colours(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y) & 0xffffff);
      }
    }
    return colours;
  }

  private static Picture grid() {
    return new Picture(
        "A title that is longer than all of the squares below it together, by far",
        new HeatGrid(
            "grid",
            "t",
            "d",
            List.of("nnm:q=3+trimmed-mean:q=3 (3 attackers)", "mean"),
            List.of("worst", "sign-flip:scale=4"),
            1,
            "points",
            List.of(
                List.of(new Square(90, "90.0", false, false), new Square(90, "90.0", true, false)),
                List.of(
                    new Square(Double.NaN, "aborted", false, true),
                    new Square(75, "75.0", false, false)))));
  }

  @Test
  void aGridHasItsShadesAndNothingIsCutOff() throws IOException {
    PngFile.write(folder.resolve("a.png"), grid());
    BufferedImage image = read("a.png");
    assertWhiteEdge(image);
    assertThat(colours(image)).contains(0xf3f5f7, 0xe2854d, 0x8a3300, 0x1c2128);
  }

  @Test
  void aLargeComparisonIsDrawnWhole() throws IOException {
    List<String> labels = IntStream.range(0, 40).mapToObj(i -> "krum:q=" + i).toList();
    List<List<Square>> squares =
        labels.stream()
            .map(r -> labels.stream().map(c -> new Square(50, "50.0", true, true)).toList())
            .toList();
    HeatGrid grid = new HeatGrid("grid", "t", "d", labels, labels, 1, "points", squares);
    PngFile.write(folder.resolve("a.png"), new Picture("All", grid));
    assertWhiteEdge(read("a.png"));
    assertThat(read("a.png").getHeight()).isGreaterThan(40 * 40 * 2);
  }

  @Test
  void theWidestTitleIsNotCutOff() throws IOException {
    String path =
        "csv:/DATA/MAMMOGRAMS/2026/MMWWMM_QUARTERLY_WAREHOUSE.CSV,LABEL=WWMMWWMM0123456789";
    for (String title : List.of(path, "W".repeat(200), "WM 0123456789 ".repeat(20))) {
      AccuracyPlot.write(folder.resolve("a.png"), title, List.of(new AccuracyPlot.Point(25, 0.62)));
      BufferedImage image = read("a.png");
      assertWhiteEdge(image);
      // Half of the margin is free too: text that is cut off at the edge ends before it.
      for (int y = 0; y < image.getHeight(); y++) {
        assertThat(image.getRGB(image.getWidth() - 15, y)).isEqualTo(WHITE);
      }
    }
  }

  @Test
  void manyCurvesKeepTheirLettersAndSmallNumbersTheirTicks() throws IOException {
    double[] rounds = {1, 10, 100};
    List<LogLogPlot.Line> lines =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    new LogLogPlot.Line(
                        "p=" + i, rounds, new double[] {1.3e-100, 1.2e-100, 1.1e-100}, true))
            .toList();
    LogLogPlot.write(folder.resolve("a.png"), "Norms", lines);
    BufferedImage image = read("a.png");
    assertWhiteEdge(image);
    // Where the drawing of the chart begins, at the margin of the picture, nothing is cut off.
    for (int y = 150; y < image.getHeight(); y++) {
      assertThat(image.getRGB(31, y)).isEqualTo(WHITE);
    }
  }

  @Test
  void curvesHaveTheColoursOfTheirKeys() throws IOException {
    double[] rounds = {1, 10, 100};
    LogLogPlot.write(
        folder.resolve("a.png"),
        "Norms",
        List.of(
            new LogLogPlot.Line("run", rounds, new double[] {1, 0.5, 0.2}, false),
            new LogLogPlot.Line("no value", rounds, new double[] {0, Double.NaN, -1}, false),
            new LogLogPlot.Line("bound", rounds, new double[] {9, 5, 3}, true)));
    BufferedImage image = read("a.png");
    assertWhiteEdge(image);
    assertThat(colours(image)).contains(0x0067a5, 0xc24a00).doesNotContain(0x007d5c);
    assertThatThrownBy(() -> LogLogPlot.write(folder.resolve("b.png"), "", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lines: none");
    assertThat(folder.resolve("b.png")).doesNotExist();
  }

  @Test
  void oneEvaluationIsADot() throws IOException {
    AccuracyPlot.write(
        folder.resolve("a.png"), "krum:q=3", List.of(new AccuracyPlot.Point(25, 0.62)));
    assertWhiteEdge(read("a.png"));
    assertThat(colours(read("a.png"))).contains(0x0067a5);
  }

  @Test
  void equalPicturesAreEqualFiles() throws IOException {
    PngFile.write(folder.resolve("a.png"), grid());
    PngFile.write(folder.resolve("b.png"), grid());
    assertThat(folder.resolve("b.png"))
        .hasBinaryContent(Files.readAllBytes(folder.resolve("a.png")));
  }
}
