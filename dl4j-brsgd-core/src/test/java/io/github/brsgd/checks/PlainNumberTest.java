package io.github.brsgd.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainNumberTest {

  @Test
  void readsDecimalNumbers() {
    assertThat(PlainNumber.parse("12")).isEqualTo(12);
    assertThat(PlainNumber.parse("-1.5e+3")).isEqualTo(-1500);
    assertThat(PlainNumber.parse(".5")).isEqualTo(0.5);
    assertThat(PlainNumber.parse("+2.")).isEqualTo(2);
    assertThat(PlainNumber.parse("1E-5")).isEqualTo(1e-5);
    assertThat(PlainNumber.parse("1e999")).isInfinite();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "e1",
        "1e",
        "1d",
        "1F",
        "0x1p3",
        "NaN",
        "Infinity",
        " 1",
        "1,5",
        "\u0661"
      })
  void whatJavaAloneCallsANumberIsNone(String text) {
    assertThat(PlainNumber.is(text)).isFalse();
    assertThatThrownBy(() -> PlainNumber.parse(text))
        .isInstanceOf(NumberFormatException.class)
        .hasMessage("need a decimal number, got '" + text + "'");
  }
}
