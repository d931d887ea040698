package io.github.brsgd.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WagerTest {

  /** The definition, with every start of every stake on its own. */
  private static double naive(double[] happened, double[] chances) {
    int bets = happened.length;
    double value = 0;
    for (double stake : Wager.STAKES) {
      for (int start = 1; start <= bets; start++) {
        double wealth = 1.0 / start / (start + 1) / Wager.STAKES.length;
        for (int j = start; j <= bets; j++) {
          wealth *= 1 + stake * (happened[j - 1] - chances[j - 1]) / chances[j - 1];
        }
        value += wealth;
      }
    }
    return value + 1.0 / (bets + 1);
  }

  private static Wager after(double[] happened, double[] chances) {
    Wager wager = new Wager();
    for (int j = 0; j < happened.length; j++) {
      wager.bet(happened[j], chances[j]);
    }
    return wager;
  }

  @Test
  void isTheMixtureOverStakesAndStarts() {
    SplittableRandom random = new SplittableRandom(1);
    for (int bets = 0; bets < 30; bets++) {
      double[] happened = random.doubles(bets).toArray();
      double[] chances = random.doubles(bets, 0.05, 1).toArray();
      assertThat(Math.exp(after(happened, chances).logValue()))
          .isCloseTo(naive(happened, chances), within(1e-9 * naive(happened, chances)));
    }
  }

  /** All paths of ten fair bets: the mean is 1, and no level is reached more often than it may. */
  @Test
  void fairBetsGainNothingAndRarelyReachMuch() {
    double chance = 0.3;
    int bets = 10;
    double mean = 0;
    double[] levels = {2, 5, 20};
    double[] reached = new double[levels.length];
    for (int path = 0; path < 1 << bets; path++) {
      Wager wager = new Wager();
      double probability = 1;
      double most = 1;
      for (int j = 0; j < bets; j++) {
        int happened = path >> j & 1;
        probability *= happened == 1 ? chance : 1 - chance;
        wager.bet(happened, chance);
        most = Math.max(most, Math.exp(wager.logValue()));
      }
      mean += probability * Math.exp(wager.logValue());
      for (int i = 0; i < levels.length; i++) {
        reached[i] += most >= levels[i] ? probability : 0;
      }
    }
    assertThat(mean).isCloseTo(1, within(1e-12));
    for (int i = 0; i < levels.length; i++) {
      assertThat(reached[i]).isLessThanOrEqualTo(1 / levels[i]).isPositive();
    }
  }

  @Test
  void whoeverTurnsLateIsFoundSoonAndLongRunsStayFinite() {
    Wager wager = new Wager();
    for (int j = 0; j < 100_000; j++) {
      wager.bet(0, 0.5);
    }
    assertThat(wager.logValue()).isBetween(-30.0, 0.0);
    int late = 0;
    while (wager.logValue() < Math.log(400)) {
      wager.bet(1, 0.5);
      late++;
    }
    assertThat(late).isLessThan(50);
    for (int j = 0; j < 100_000; j++) {
      wager.bet(1, 0.5);
    }
    assertThat(wager.logValue()).isBetween(60_000.0, 100_000 * Math.log(2));
  }
}
