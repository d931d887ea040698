package io.github.brsgd.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImprovementTest {

  @Test
  void countsInOrderOfIndexWhateverFinishesFirst() {
    Improvement improvement = new Improvement(2, false);
    improvement.report(3, 0.1);
    improvement.report(2, 0.2);
    improvement.report(1, 0.9);
    assertThat(improvement.end()).isEmpty();
    improvement.report(0, 0.5);
    assertThat(improvement.end()).hasValue(4);
  }

  @Test
  void anEqualScoreIsNoImprovement() {
    Improvement improvement = new Improvement(1, true);
    improvement.report(0, 1);
    improvement.report(1, 1);
    assertThat(improvement.end()).hasValue(2);
  }

  @Test
  void withoutPatienceItNeverEnds() {
    Improvement improvement = new Improvement(0, false);
    for (int i = 0; i < 100; i++) {
      improvement.report(i, -i);
    }
    assertThat(improvement.end()).isEmpty();
  }

  @Test
  void whatCouldNotBeScoredIsWorseThanAnything() {
    Improvement improvement = new Improvement(3, false);
    improvement.report(0, Double.NEGATIVE_INFINITY);
    improvement.report(1, Double.NEGATIVE_INFINITY);
    improvement.report(2, -1e300);
    improvement.report(3, Double.NEGATIVE_INFINITY);
    assertThat(improvement.end()).isEmpty();
  }
}
