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
        .containsOnlyOnce("fill=\"url(#id-hatch)\"")
        .contains("class=\"value middle on0\"", "class=\"value middle on1\"")
        .contains("class=\"value middle on6\"", "class=\"value middle faint\"")
        .contains("&lt;b&gt;");
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
    assertThat(Lines.ofWords("3 attack by ipm:tau=10", 18))
        .containsExactly("3 attack by", "ipm:tau=10");
  }
}
