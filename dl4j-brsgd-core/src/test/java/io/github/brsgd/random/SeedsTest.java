package io.github.brsgd.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {

  @Test
  void samePathSameSeed() {
    assertThat(Seeds.derive(1, 2, 3)).isEqualTo(Seeds.derive(1, 2, 3));
  }

  @Test
  void orderAndLengthOfThePathMatter() {
    assertThat(Seeds.derive(1, 2, 3)).isNotEqualTo(Seeds.derive(1, 3, 2));
    assertThat(Seeds.derive(1, 2)).isNotEqualTo(Seeds.derive(1, 2, 0));
    assertThat(Seeds.derive(1)).isNotEqualTo(Seeds.derive(2));
  }

  @Test
  void smallPathsDoNotCollide() {
    Set<Long> seen = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      for (long round = 0; round < 100; round++) {
        for (long node = 0; node < 20; node++) {
          assertThat(seen.add(Seeds.derive(seed, round, node))).isTrue();
        }
      }
    }
  }

  @Test
  void bitsAreBalanced() {
    int ones = 0;
    for (long node = 0; node < 1000; node++) {
      ones += Long.bitCount(Seeds.derive(7, node));
    }
    // 64,000 fair bits: 5 standard deviations are 632, false alarm below 1e-6.
    assertThat(ones).isBetween(32_000 - 632, 32_000 + 632);
  }

  @Test
  void aPurposeIsTheFirstStepOfAPathAndNoTwoAreTheSame() {
    assertThat(Seeds.derive(5, Purpose.AGGREGATION, 7, 9)).isEqualTo(Seeds.derive(5, 1, 7, 9));
    Set<Long> ids = new HashSet<>();
    for (Purpose purpose : Purpose.values()) {
      assertThat(ids.add(purpose.id())).as("%s", purpose).isTrue();
    }
  }
}
