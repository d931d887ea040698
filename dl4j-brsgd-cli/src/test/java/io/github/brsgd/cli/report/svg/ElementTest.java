package io.github.brsgd.cli.report.svg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ElementTest {

  @Test
  void textAndAttributesAreEscaped() {
    assertThat(Element.text("p", "<script>alert('x')</script> & \"more\""))
        .hasToString(
            "<p>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;more&quot;</p>");
    assertThat(Element.of("a").with("href", "x\" onclick=\"y"))
        .hasToString("<a href=\"x&quot; onclick=&quot;y\"></a>");
  }

  @Test
  void whatHtmlDoesNotAllowIsReplaced() {
    assertThat(Element.text("p", "a\u0000b\u001Bc\u009Fd\uD800e\u202Ef"))
        .hasToString("<p>a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf</p>");
    assertThat(Element.text("p", "α\n\t😀")).hasToString("<p>α\n\t😀</p>");
  }

  @Test
  void voidElementsHaveNoEnd() {
    assertThat(Element.of("p", Element.of("br"), Element.of("b").text("x")))
        .hasToString("<p><br><b>x</b></p>");
  }

  @Test
  void numbersAreWrittenToATenth() {
    assertThat(Element.coordinate(12)).isEqualTo("12");
    assertThat(Element.coordinate(12.34)).isEqualTo("12.3");
    assertThat(Element.coordinate(-0.26)).isEqualTo("-0.3");
    assertThat(Element.coordinate(-0.04)).isEqualTo("0");
    assertThatThrownBy(() -> Element.coordinate(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void aStyleSheetCannotEndItsElement() {
    assertThat(Element.style("a > b { }")).hasToString("<style>\na > b { }</style>");
    assertThatThrownBy(() -> Element.style("</style>"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
