package io.github.brsgd.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.schedule.BrsgdSchedule;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.InverseSchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.PolySchedule;
import org.nd4j.linalg.schedule.ScheduleType;

class StepSizeConditionsTest {

  private static final int HORIZON = 100_000;

  private static StepSizeConditions of(ISchedule schedule) {
    return StepSizeConditions.of(schedule, HORIZON, 1);
  }

  @Test
  void ownScheduleIsProved() {
    StepSizeConditions conditions = of(new BrsgdSchedule(0.3, 0.6));
    assertThat(conditions)
        .isEqualTo(
            new StepSizeConditions(0.3, 0, 0.6, Verdict.PROVED, Verdict.PROVED, Verdict.PROVED));
    assertThat(conditions.hold()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0.3, NOT_SEEN, SEEN",
    "0.5, NOT_SEEN, SEEN",
    "0.55, SEEN, SEEN",
    "0.95, SEEN, SEEN",
    "1, SEEN, NOT_SEEN",
    "1.5, SEEN, NOT_SEEN"
  })
  void powersAreToldApartByTheirDecay(double p, Verdict summable, Verdict longEnough) {
    // (1 + k)^-p
    StepSizeConditions seen = of(new InverseSchedule(ScheduleType.ITERATION, 0.7, 1, p));
    assertThat(seen.decay()).isEqualTo(p, Offset.offset(1e-3));
    assertThat(seen.nonIncreasing()).isEqualTo(Verdict.SEEN);
    assertThat(seen.squaresSummable()).isEqualTo(summable);
    assertThat(seen.longEnough()).isEqualTo(longEnough);
    assertThat(seen.hold()).isEqualTo(summable.holds() && longEnough.holds());
    assertThat(seen.horizon()).isEqualTo(HORIZON);
    assertThat(seen.firstStep()).isEqualTo(0.7);
  }

  /** The last decade is a little longer where N is no multiple of 10. */
  @ParameterizedTest
  @ValueSource(ints = {100, 109, 119, 125, 199, 1000, 1009})
  void decayIsThatOfThePowerForEveryHorizon(int horizon) {
    for (double p : new double[] {0.5, 0.75, 1}) {
      StepSizeConditions seen =
          StepSizeConditions.of(new InverseSchedule(ScheduleType.ITERATION, 0.7, 1, p), horizon, 1);
      assertThat(seen.decay()).isEqualTo(p, Offset.offset(1e-12));
      assertThat(seen.squaresSummable()).isEqualTo(p > 0.5 ? Verdict.SEEN : Verdict.NOT_SEEN);
      assertThat(seen.longEnough()).isEqualTo(p < 1 ? Verdict.SEEN : Verdict.NOT_SEEN);
    }
  }

  @Test
  void stepsThatAreNotFiniteShowNothing() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      for (int at : new int[] {0, 9, 50, 99}) {
        ISchedule schedule =
            new ISchedule() {
              @Override
              public double valueAt(int iteration, int epoch) {
                return iteration == at ? bad : Math.pow(1 + iteration, -0.75);
              }

              @Override
              public ISchedule clone() {
                return this;
              }
            };
        StepSizeConditions seen = StepSizeConditions.of(schedule, 100, 1);
        assertThat(seen.nonIncreasing()).isEqualTo(Verdict.REFUTED);
        assertThat(seen.squaresSummable()).isEqualTo(Verdict.NOT_SEEN);
        assertThat(seen.longEnough()).isEqualTo(Verdict.NOT_SEEN);
        assertThat(seen.decay()).isNaN();
      }
    }
  }

  @Test
  void constantStepsNeverStopTheNoise() {
    StepSizeConditions seen = of(new FixedSchedule(0.1));
    assertThat(seen.nonIncreasing()).isEqualTo(Verdict.SEEN);
    assertThat(seen.squaresSummable()).isEqualTo(Verdict.NOT_SEEN);
    assertThat(seen.longEnough()).isEqualTo(Verdict.SEEN);
  }

  @Test
  void exponentialStepsStandStill() {
    assertThat(of(new ExponentialSchedule(ScheduleType.ITERATION, 1, 0.9999)).longEnough())
        .isEqualTo(Verdict.NOT_SEEN);
    StepSizeConditions vanishing = of(new PolySchedule(ScheduleType.ITERATION, 1, 1, 1000));
    assertThat(vanishing.nonIncreasing()).isEqualTo(Verdict.REFUTED);
    assertThat(vanishing.decay()).isInfinite();
    assertThat(vanishing.longEnough()).isEqualTo(Verdict.NOT_SEEN);
  }

  @Test
  void risingStepIsFound() {
    ISchedule warmUp = new MapSchedule(ScheduleType.ITERATION, Map.of(0, 0.1, 50, 0.2));
    assertThat(of(warmUp).nonIncreasing()).isEqualTo(Verdict.REFUTED);
    assertThat(of(warmUp).hold()).isFalse();
    assertThat(of(new FixedSchedule(Double.NaN)).nonIncreasing()).isEqualTo(Verdict.REFUTED);
  }

  @Test
  void epochsAreCounted() {
    ISchedule perEpoch = new InverseSchedule(ScheduleType.EPOCH, 0.7, 1, 0.75);
    StepSizeConditions seen = StepSizeConditions.of(perEpoch, HORIZON, 10);
    assertThat(seen.decay()).isEqualTo(0.75, Offset.offset(2e-3));
    assertThat(seen.hold()).isTrue();
  }

  @Test
  void firstStepIsHeldAgainstTheConstants() {
    ConvergenceConstants constants =
        new ConvergenceConstants(
            2, 1, new ExpectedSmoothness(0, 1, 0), new ByzantineResilience(0.5, 1));
    assertThat(of(new BrsgdSchedule(0.25, 0.6)).firstStepAllowed(constants)).isTrue();
    assertThat(of(new BrsgdSchedule(0.26, 0.6)).firstStepAllowed(constants)).isFalse();
  }

  @Test
  void badInputIsNamed() {
    ISchedule schedule = new FixedSchedule(1);
    assertThatThrownBy(() -> StepSizeConditions.of(schedule, 99, 1))
        .hasMessageContaining("horizon: need >= 100, got 99");
    assertThatThrownBy(() -> StepSizeConditions.of(schedule, 100, 0))
        .hasMessageContaining("roundsPerEpoch");
  }
}
