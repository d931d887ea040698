package io.github.brsgd.cli.report.svg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.cli.report.svg.LineChart.Curve;
import io.github.brsgd.cli.report.svg.LineChart.Point;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PictureTest {

  private static LineChart chart() {
    return new LineChart(
        "id",
        "t",
        "d",
        Size.LARGE,
        Axis.powers("rounds K", 1, 1000),
        Axis.powers("norm", 0.1, 10),
        List.of(),
        List.of(
            new Curve(new Key(0), Stroke.SOLID, List.of(new Point(1, 10), new Point(1000, 0.1))),
            new Curve(new Key(1), Stroke.DASHED, List.of(new Point(1, 5), new Point(1000, 1)))));
  }

  @Test
  void hasTitleAxesAndTheNameOfEveryCurveWithItsKeyAndStroke() {
    String svg =
        new Picture(
                "Norms & bounds",
                chart(),
                List.of(
                    new Picture.Entry(new Key(0), Stroke.SOLID, "run"),
                    new Picture.Entry(new Key(1), Stroke.DASHED, "bound <4.2>")))
            .svg();
    assertThat(svg)
        .startsWith("<svg ")
        .contains("xmlns=\"http://www.w3.org/2000/svg\"", ">Norms &amp; bounds</text>")
        .contains(">rounds K</text>", ">norm</text>", ">1000</text>")
        .contains(">run</text>", ">bound &lt;4.2&gt;</text>")
        .contains("class=\"line c0 s0\" x1=", "class=\"line c1 s1\" x1=");
    assertThat(svg.split(">B</text>", -1)).hasSize(3);
  }

  /** The renderer reads neither variables nor selectors of several parts. */
  @Test
  void itsStyleHasColoursAndPlainSelectorsOnly() {
    assertThat(ChartStyle.picture()).contains(".c0 { color: #").doesNotContain("var(", "null");
    assertThat(
            Pattern.compile("(?m)^[^/{]*[^ /{]+[ ,][^{]+ \\{").matcher(ChartStyle.picture()).find())
        .isFalse();
  }

  @Test
  void aLongTitleIsBrokenAndAllOfItIsThere() {
    String svg = new Picture("many words ".repeat(20), chart()).svg();
    assertThat(svg.split("many", -1)).hasSizeGreaterThan(20);
    assertThat(svg.split("class=\"title\"", -1)).hasSizeGreaterThan(3);
  }
}
