package io.github.brsgd.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuspicionSettingsTest {

  @Test
  void hasDefaults() {
    assertThat(new SuspicionSettings()).isEqualTo(new SuspicionSettings(0.05, 5, 1));
    assertThat(new SuspicionSettings(0.1, 2, 3)).isEqualTo(new SuspicionSettings(0.1, 2, 3, 0));
    assertThat(new SuspicionSettings(0.1, 2, 3).withMomentum(0.9))
        .isEqualTo(new SuspicionSettings(0.1, 2, 3, 0.9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void refusesAMomentumThatIsNone(double beta) {
    assertThatThrownBy(() -> new SuspicionSettings().withMomentum(beta))
        .hasMessage("momentum: need a value in [0, 1), got " + beta);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3, 1, falseAlarmRate: need a value in (0; 1)",
    "1, 3, 1, falseAlarmRate: need a value in (0; 1)",
    "NaN, 3, 1, falseAlarmRate: need a value in (0; 1)",
    "0.05, 0.9, 1, margin: need a finite value >= 1",
    "0.05, NaN, 1, margin: need a finite value >= 1",
    "0.05, Infinity, 1, margin: need a finite value >= 1",
    "0.05, 3, 0, everyRounds: need >= 1",
  })
  void refusesWhatIsOutOfRange(double rate, double margin, int everyRounds, String message) {
    assertThatThrownBy(() -> new SuspicionSettings(rate, margin, everyRounds))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message.replace(';', ','));
  }
}
