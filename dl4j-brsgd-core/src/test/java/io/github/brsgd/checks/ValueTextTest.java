package io.github.brsgd.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ValueTextTest {

  private enum Word {
    ONE_NAN
  }

  @Test
  void valuesAreWrittenShort() {
    assertThat(ValueText.of(3)).isEqualTo("3");
    assertThat(ValueText.of(4.0)).isEqualTo("4");
    assertThat(ValueText.of(0.33)).isEqualTo("0.33");
    assertThat(ValueText.of(1e20)).isEqualTo("1.0E20");
    assertThat(ValueText.of(-0.0)).isEqualTo("-0.0");
    assertThat(ValueText.of(true)).isEqualTo("true");
    assertThat(ValueText.of(Word.ONE_NAN)).isEqualTo("one-nan");
  }
}
