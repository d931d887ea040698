package io.github.brsgd.cli.report.svg;

import static j2html.TagCreator.a;
import static j2html.TagCreator.p;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkupTest {

  @Test
  void textAndAttributesAreEscaped() {
    assertThat(Markup.of(p("<script>alert('x')</script> & \"more\"")))
        .isEqualTo(
            "<p>&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; &quot;more&quot;</p>");
    assertThat(Markup.of(a().withHref("x\" onclick=\"y")))
        .isEqualTo("<a href=\"x&quot; onclick=&quot;y\"></a>");
  }

  @Test
  void whatHtmlDoesNotAllowIsReplaced() {
    assertThat(Markup.of(p("a\u0000b\u001Bc\u009Fd\uD800e\u202Ef\uFFFFg")))
        .isEqualTo("<p>a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg</p>");
    assertThat(Markup.of(a().withHref("\u0000"))).isEqualTo("<a href=\"\uFFFD\"></a>");
    assertThat(Markup.of(p("α\n\t😀"))).isEqualTo("<p>α\n\t😀</p>");
  }

  @Test
  void numbersAreWrittenToATenth() {
    assertThat(Svg.coordinate(12)).isEqualTo("12");
    assertThat(Svg.coordinate(12.34)).isEqualTo("12.3");
    assertThat(Svg.coordinate(-0.26)).isEqualTo("-0.3");
    assertThat(Svg.coordinate(-0.04)).isEqualTo("0");
    assertThatThrownBy(() -> Svg.coordinate(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }
}
