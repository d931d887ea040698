package io.github.brsgd.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.brsgd.training.RoundRecord;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DivergenceTest {

  private static Divergence.Watch watch(Divergence divergence, double... losses) {
    Divergence.Watch watch = divergence.new Watch();
    for (int k = 0; k < losses.length; k++) {
      OptionalDouble none = OptionalDouble.empty();
      watch.roundDone(
          new RoundRecord(
              k, 1, losses[k], 1, 1, 1, none, 9, List.of(), false, none, none, List.of()),
          null);
    }
    return watch;
  }

  @Test
  void onlyAfterSoManyRoundsInARow() {
    Divergence divergence = new Divergence(2, 3);
    assertThat(watch(divergence, 1, 2.1, 2.1, 1.9, 2.1, 2.1).diverged()).isFalse();
    assertThat(watch(divergence, 1, 2, 2, 2, 2).diverged()).isFalse();
    assertThat(watch(divergence, 1, 2.1, 2.1, 2.1).diverged()).isTrue();
    assertThat(watch(divergence, 1, 2.1, 2.1, 2.1, 0.5).diverged()).isTrue();
  }

  @Test
  void lossesMayBeNegativeOrBeginAtZero() {
    Divergence divergence = new Divergence(3, 3);
    assertThat(watch(divergence, -0.4, -0.5, -0.7, -0.8, -0.9).diverged()).isFalse();
    assertThat(watch(divergence, -0.4, 0.3, 0.3, 0.3).diverged()).isFalse();
    assertThat(watch(divergence, -0.4, 0.5, 0.5, 0.5).diverged()).isTrue();
    assertThat(watch(divergence, 0, 1e-9, 1e-9, 1e-9).diverged()).isFalse();
  }

  @Test
  void atOnceIfTheLossIsNotFinite() {
    assertThat(watch(Divergence.DEFAULT, 1, Double.NaN).diverged()).isTrue();
    assertThat(watch(Divergence.DEFAULT, Double.POSITIVE_INFINITY).diverged()).isTrue();
    assertThat(watch(Divergence.DEFAULT, 2.5, Double.NaN).message())
        .isEqualTo("loss NaN, first 2.5");
  }

  @Test
  void roundsInWhichNoHonestNodeAnswersSayNothing() {
    Divergence.Watch watch = watch(new Divergence(2, 2), 1, 2.1);
    OptionalDouble none = OptionalDouble.empty();
    double nan = Double.NaN;
    RoundRecord absent =
        new RoundRecord(2, 1, nan, 1, nan, nan, none, 1, List.of(), true, none, none, List.of());
    watch.roundDone(absent, null);
    assertThat(watch.diverged()).isFalse();
    assertThat(watch.message()).isEqualTo("loss 2.1, first 1.0");
    Divergence.Watch fromTheFirst = Divergence.DEFAULT.new Watch();
    fromTheFirst.roundDone(absent, null);
    assertThat(fromTheFirst.diverged()).isFalse();
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Divergence(1, 5))
        .withMessage("Divergence: factor: need > 1, got 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Divergence(2, 0))
        .withMessage("Divergence: patience: need >= 1, got 0");
  }
}
