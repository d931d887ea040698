package io.github.brsgd.cli.report.svg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class TicksTest {

  @Test
  void linearTicksAreRound() {
    assertThat(Ticks.linear(0, 100, 6).labels())
        .containsExactly("0", "20", "40", "60", "80", "100");
    assertThat(Ticks.linear(0.55, 0.9, 5).labels()).containsExactly("0.6", "0.7", "0.8", "0.9");
    assertThat(Ticks.linear(-1, 1, 5).labels()).containsExactly("-1.0", "-0.5", "0", "0.5", "1.0");
    assertThat(Ticks.linear(0, 3e-7, 4).labels()).containsExactly("0", "1e-7", "2e-7", "3e-7");
    assertThat(Ticks.linear(0, 400_000, 5).labels())
        .containsExactly("0", "1e5", "2e5", "3e5", "4e5");
  }

  @Test
  void logarithmicTicksArePowersOfTenAndMoreWhereTheseAreFew() {
    assertThat(Ticks.logarithmic(0.01, 100, 6).labels())
        .containsExactly("0.01", "0.1", "1", "10", "100");
    assertThat(Ticks.logarithmic(0.05, 2, 6).labels())
        .containsExactly("0.05", "0.1", "0.2", "0.5", "1", "2");
    assertThat(Ticks.logarithmic(1e-9, 1e9, 6).labels())
        .containsExactly("1e-8", "0.0001", "1", "10000", "1e8");
    assertThat(Ticks.logarithmic(3.1, 3.9, 5).values()).hasSizeGreaterThan(1);
  }

  @Property
  void linearTicksAreFewWithinAndHaveTheirOwnLabels(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double low,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double width) {
    Assume.that(low + width > low);
    Ticks ticks = Ticks.linear(low, low + width, 6);
    double slack = 1e-6 * width;
    assertThat(ticks.values()).hasSizeBetween(2, 6);
    assertThat(ticks.values()).allMatch(v -> v >= low - slack && v <= low + width + slack);
    assertThat(ticks.values()).isSorted();
    assertThat(new HashSet<>(ticks.labels())).hasSameSizeAs(ticks.labels());
  }

  @Property
  void logarithmicTicksAreFewAndWithin(
      @ForAll @DoubleRange(min = -300, max = 290) double power,
      @ForAll @DoubleRange(min = 0.05, max = 17) double powers) {
    double low = Math.pow(10, power);
    double high = Math.pow(10, power + powers);
    Ticks ticks = Ticks.logarithmic(low, high, 6);
    assertThat(ticks.values()).hasSizeBetween(1, 6).isSorted();
    assertThat(ticks.values()).allMatch(v -> v >= low * (1 - 1e-6) && v <= high * (1 + 1e-6));
  }

  @Test
  void badRangesAreRefused() {
    for (double[] range : new double[][] {{1, 1}, {2, 1}, {Double.NaN, 1}, {0, 1 / 0.0}}) {
      assertThatThrownBy(() -> Ticks.linear(range[0], range[1], 5))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("low < high");
    }
    assertThatThrownBy(() -> Ticks.logarithmic(0, 1, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 < low");
    assertThatThrownBy(() -> new Ticks(List.of(1.0), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("labels");
  }
}
