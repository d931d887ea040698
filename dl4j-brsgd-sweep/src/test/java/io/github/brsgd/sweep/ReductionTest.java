package io.github.brsgd.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReductionTest {

  private static TrialResult trial(String attack, long seed, double score) {
    return new TrialResult(attack, seed, TrialResult.State.FINISHED, score, 10, "");
  }

  private static final List<TrialResult> TRIALS =
      List.of(trial("a", 1, 0.9), trial("a", 2, 0.7), trial("b", 1, 0.5), trial("b", 2, 0.9));

  @Test
  void theWorstAttackOfTheMeansOverSeeds() {
    assertThat(Reduction.WORST.of(TRIALS, false)).isEqualTo((0.5 + 0.9) / 2);
    assertThat(Reduction.WORST.of(TRIALS, true)).isEqualTo((0.9 + 0.7) / 2);
  }

  @Test
  void theMeanOfTheMeansOverSeeds() {
    assertThat(Reduction.MEAN.of(TRIALS, false)).isEqualTo((0.8 + 0.7) / 2);
  }

  @Test
  void aRunThatEndedEarlyDecidesForItsAttack() {
    List<TrialResult> trials =
        List.of(
            trial("a", 1, 0.9),
            new TrialResult(
                "a", 2, TrialResult.State.DIVERGED, Double.NEGATIVE_INFINITY, 3, "loss NaN"),
            trial("b", 1, 0.8));
    assertThat(Reduction.WORST.of(trials, false)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Reduction.MEAN.of(trials, false)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
