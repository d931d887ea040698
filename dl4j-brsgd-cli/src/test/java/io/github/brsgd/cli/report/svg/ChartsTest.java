package io.github.brsgd.cli.report.svg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.cli.report.svg.HeatGrid.Square;
import io.github.brsgd.cli.report.svg.LineChart.Curve;
import io.github.brsgd.cli.report.svg.LineChart.Point;
import io.github.brsgd.cli.report.svg.ScatterChart.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChartsTest {

  private static final Axis X = Axis.linear("round", 0, 100);
  private static final Axis Y = Axis.linear("accuracy, %", 0, 100);

  private static String draw(Curve... curves) {
    return markup(
        new LineChart(
            "id",
            "Title <1>",
            "What is & to be seen",
            Size.SMALL,
            X,
            Y,
            List.of(),
            List.of(curves)));
  }

  private static String markup(Chart chart) {
    return Markup.of(chart.draw().tag());
  }

  private static Point point(double x, double y) {
    return new Point(x, y);
  }

  @Test
  void aLineChartHasTitleDescriptionBandLineAndLetter() {
    String svg =
        draw(
            new Curve(new Key(0), List.of(new Point(0, 10, 5, 15), new Point(100, 90, 80, 95))),
            new Curve(new Key(1), List.of(point(0, 10), point(100, 20))));
    assertThat(svg)
        .contains("role=\"img\"", "aria-labelledby=\"id-title id-desc\"")
        .contains("<title id=\"id-title\">Title &lt;1&gt;</title>")
        .contains("<desc id=\"id-desc\">What is &amp; to be seen</desc>")
        .contains("class=\"band c0\"", "class=\"line c0 s0\"", "class=\"line c1 s1\"")
        .doesNotContain("class=\"band c1\"")
        .contains(">A</text>", ">B</text>");
  }

  @Test
  void oneRoundIsADot() {
    assertThat(draw(new Curve(new Key(0), List.of(point(1, 10)))))
        .contains("<circle class=\"dot c0\"")
        .doesNotContain("class=\"line");
  }

  @Test
  void oneCurveNeedsNoLetter() {
    assertThat(draw(new Curve(new Key(0), List.of(point(0, 10), point(100, 90)))))
        .doesNotContain("letter");
  }

  @Test
  void lettersOfCurvesThatEndTogetherAreApart() {
    List<Curve> curves = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      curves.add(new Curve(new Key(i), List.of(point(0, 50), point(100, 1))));
    }
    Matcher letters =
        Pattern.compile("class=\"letter c. ?[^\"]*\" x=\"[0-9.]+\" y=\"([0-9.]+)\"")
            .matcher(draw(curves.toArray(Curve[]::new)));
    List<Double> heights = new ArrayList<>();
    while (letters.find()) {
      heights.add(Double.parseDouble(letters.group(1)));
    }
    assertThat(heights).hasSize(8);
    heights.sort(Double::compare);
    for (int i = 1; i < heights.size(); i++) {
      assertThat(heights.get(i) - heights.get(i - 1)).isGreaterThan(12);
    }
    assertThat(heights).allMatch(y -> y > 0 && y <= Size.SMALL.height() - 46);
  }

  @Test
  void theChosenMarkHasARing() {
    String svg =
        markup(
            new ScatterChart(
                "id",
                "t",
                "d",
                X,
                Y,
                List.of(
                    new ScatterChart.Mark(new Key(0), 1, 2, Kind.PLAIN),
                    new ScatterChart.Mark(new Key(2), 1, 0, Kind.FAILED),
                    new ScatterChart.Mark(new Key(27), 3, 4, Kind.CHOSEN))));
    assertThat(svg)
        .containsOnlyOnce("class=\"ring\"")
        .containsOnlyOnce("class=\"cross c2\"")
        .contains(">A</text>", ">AB</text>")
        .doesNotContain(">C</text>");
  }

  @Test
  void aGridMarksTheWorstAndHatchesWhatFailed() {
    HeatGrid grid =
        new HeatGrid(
            "id",
            "t",
            "d",
            List.of("krum:q=3", "<b>"),
            List.of("worst", "x"),
            1,
            "points",
            List.of(
                List.of(
                    new Square(90, "90.0", false, false), new Square(88.5, "88.5", true, false)),
                List.of(
                    new Square(Double.NaN, "aborted", false, true),
                    new Square(Double.NaN, "–", false, false))));
    assertThat(markup(grid))
        .containsOnlyOnce("class=\"worst\"")
        .containsOnlyOnce("class=\"corner\"")
        .containsOnlyOnce("fill=\"url(#id-hatch-high)\"")
        .contains("class=\"value middle on0\"", "class=\"value middle on1\"")
        .contains("class=\"value middle on6\"", "class=\"value middle faint\"")
        .contains("&lt;b&gt;");
  }

  private static String grid(Square... squares) {
    List<String> columns = IntStream.range(0, squares.length).mapToObj(i -> "c" + i).toList();
    return markup(
        new HeatGrid("id", "t", "d", List.of("r"), columns, 0, "", List.of(List.of(squares))));
  }

  @Test
  void whatFailedIsNotTheBest() {
    Square failed = new Square(95, "95.0*", false, true);
    assertThat(grid(failed, new Square(70, "70.0", false, false)))
        .containsPattern("class=\"value middle on0\"[^>]*>95.0")
        .containsPattern("class=\"value middle on0\"[^>]*>70.0");
    assertThat(grid(failed)).contains("value middle on6").doesNotContain("value middle on0");
  }

  @Test
  void aSquareHasRoomForItsText() {
    assertThat(grid(new Square(52.3, "52.3±25.1*°", false, false)))
        .containsPattern("<rect class=\"h0\"[^>]* width=\"(9|1[0-9])[0-9]");
  }

  @Test
  void aSquareMayHaveLines() {
    String one = grid(new Square(52.3, "52.3", false, false));
    String two = grid(new Square(52.3, "52.3\nnnm:q=3+trimmed-mean:q=3", false, false));
    assertThat(two)
        .contains(">52.3</text>", ">nnm:q=3+trimmed-</text>", ">mean:q=3</text>")
        .containsPattern("<rect class=\"h0\"[^>]* height=\"5[0-9]");
    assertThat(one).containsPattern("<rect class=\"h0\"[^>]* height=\"38");
  }

  @Test
  void rowsStandInGroups() {
    Square square = new Square(1, "1", false, false);
    List<List<Square>> squares = List.of(List.of(square), List.of(square), List.of(square));
    List<String> rows = List.of("a", "b", "c");
    List<String> column = List.of("x");
    String loose = markup(new HeatGrid("id", "t", "d", rows, column, 0, 2, "", squares));
    String close = markup(new HeatGrid("id", "t", "d", rows, column, 0, "", squares));
    assertThat(height(loose)).isEqualTo(height(close) + 10);
  }

  private static double height(String svg) {
    Matcher matcher = Pattern.compile("viewBox=\"0 0 [0-9.]+ ([0-9.]+)\"").matcher(svg);
    assertThat(matcher.find()).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  /** The hatch is seen on each shade, and does not hide what is written on it. */
  @Test
  void theHatchStandsOutFromEveryShade() {
    String css = ChartStyle.page();
    String palette = css.substring(0, css.indexOf("@media print"));
    int dark = palette.indexOf("@media");
    for (String colours : List.of(palette.substring(0, dark), palette.substring(dark))) {
      for (int i = 0; i <= 6; i++) {
        String on = i < 5 ? "low" : "high";
        int shade = colour(colours, "h" + i);
        int ink = colour(colours, "on-" + on);
        Matcher opacity =
            Pattern.compile("hatch-" + on + " .*stroke-opacity: ([.0-9]+)").matcher(css);
        assertThat(opacity.find()).isTrue();
        int hatch = mixed(shade, ink, Double.parseDouble(opacity.group(1)));
        assertThat(contrast(shade, hatch)).as("hatch on h" + i).isGreaterThan(1.5);
        assertThat(contrast(ink, hatch)).as("text on the hatch of h" + i).isGreaterThan(2);
      }
    }
  }

  private static int colour(String css, String name) {
    Matcher matcher = Pattern.compile("--" + name + ": #([0-9a-f]{6});").matcher(css);
    assertThat(matcher.find()).isTrue();
    return Integer.parseInt(matcher.group(1), 16);
  }

  private static int mixed(int below, int above, double opacity) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double part = (1 - opacity) * (below >> shift & 255) + opacity * (above >> shift & 255);
      mixed |= (int) Math.round(part) << shift;
    }
    return mixed;
  }

  /** As WCAG defines it. */
  private static double contrast(int a, int b) {
    double one = luminance(a) + 0.05;
    double other = luminance(b) + 0.05;
    return Math.max(one, other) / Math.min(one, other);
  }

  private static double luminance(int colour) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double part = (colour >> (16 - 8 * i) & 255) / 255.0;
      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  @Test
  void nothingToDrawIsRefused() {
    assertThatThrownBy(ChartsTest::draw).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Curve(new Key(0), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ScatterChart("i", "t", "d", X, Y, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HeatGrid("i", "t", "d", List.of(), List.of(), 0, "", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Key(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void longLabelsAreBrokenAtTheirJoints() {
    assertThat(Lines.of("krum:q=3", 20)).containsExactly("krum:q=3");
    assertThat(Lines.of("nnm:q=3+trimmed-mean:q=3", 20))
        .containsExactly("nnm:q=3+trimmed-", "mean:q=3");
    assertThat(Lines.of("x".repeat(25), 10))
        .containsExactly("x".repeat(10), "x".repeat(10), "x".repeat(5));
    assertThat(Lines.of("", 10)).containsExactly("");
    assertThat(Lines.longestPart("dirichlet:alpha=1,over=classes")).isEqualTo(12);
    assertThat(Lines.longestPart("")).isZero();
    assertThat(Lines.ofWords("3 attack by ipm:tau=10", String::length, 18))
        .containsExactly("3 attack by", "ipm:tau=10");
  }
}
