package io.github.brsgd.diagnostics;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.checks.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Searches for the forged rows that carry a rule's result farthest from the honest mean.
 *
 * <p>Families: all attackers at mu + t u, or half of them at mu - t u, or each 64 times as far as
 * the one before, up to 64^70 (where a far row hides a nearer one), for u the coordinate-wise
 * deviation (ALIE), the mean (inner product manipulation), one coordinate, the way to an honest row
 * (t = 1 is mimicry), and random directions. Each has a line search in t over many orders of
 * magnitude; from the best of all a random walk climbs on. What it finds is a lower bound of the
 * worst case: the adversary may know better.
 *
 * <p>Cost: some 4,000 calls of the rule at m rows. One seed, one result.
 *
 * @since 0.2
 */
public final class WorstForgery {

  private static final int HONEST_ROWS = 4;
  private static final int RANDOM_DIRECTIONS = 4;
  private static final int REFINEMENTS = 12;
  private static final int CLIMBING_STEPS = 300;

  /** Of the ladder; squares of rows beyond it would overflow. */
  private static final int LAST_RUNG = 70;

  private final Aggregator rule;
  private final HonestRows honest;
  private final int q;
  private final AggregationContext context;
  private final double[] mean;
  private final double[] deviation;
  private final double spread;
  private final SplittableRandom random;

  /**
   * A search.
   *
   * @param rule to be carried away; the round is the first, with no aggregate before it
   * @param honest h rows, at least 2, not all equal
   * @param q forged rows beside them, at least 1
   * @param seed of random directions, of the climb, and of the rule's own draws
   * @throws IllegalArgumentException if there are too few rows, or they have no spread to measure
   *     in
   */
  public WorstForgery(Aggregator rule, HonestRows honest, int q, long seed) {
    Check.atLeast(2, "honest rows", honest.count());
    Check.atLeast(1, "q", q);
    this.rule = rule;
    this.honest = honest;
    this.q = q;
    this.context = AggregationContext.first(seed);
    this.mean = honest.mean();
    this.deviation = honest.deviation();
    this.spread = Check.positive("spread of the honest rows", honest.spread());
    this.random = new SplittableRandom(seed);
  }

  /**
   * The worst found.
   *
   * @param distance ||A - mu|| over the honest spread
   * @param family what the search started from
   * @since 0.2
   */
  public record Found(double distance, String family) {

    /**
     * In terms of (q, kappa)-robustness.
     *
     * @return {@code ||A - mu||^2} over the mean squared distance of the honest rows to mu
     */
    public double kappa() {
      return distance * distance;
    }
  }

  /** Where the attackers stand on the line, in units of t. */
  private enum Placement {
    TOGETHER,
    SPLIT,
    LADDER;

    double of(int attacker) {
      return switch (this) {
        case TOGETHER -> 1;
        case SPLIT -> attacker % 2 == 0 ? 1 : -1;
        case LADDER -> Math.pow(64, Math.min(attacker, LAST_RUNG));
      };
    }

    String suffix() {
      return this == TOGETHER ? "" : ", " + name().toLowerCase(Locale.ROOT);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // read only
  private record Direction(String family, double[] vector) {}

  /**
   * How far the result is from the mean of the h rows when the q rows are drawn like them.
   *
   * @return {@code ||A - mu||} over the honest spread
   */
  public double withoutAttack() {
    SplittableRandom noise = random.split();
    double[][] rows = new double[q][mean.length];
    for (double[] row : rows) {
      Arrays.setAll(row, c -> mean[c] + deviation[c] * noise.nextGaussian());
    }
    return distance(rows);
  }

  /**
   * The worst of all families, climbed on from.
   *
   * @return a lower bound of the worst case
   */
  public Found search() {
    double[][] best = null;
    Found worst = new Found(-1, "");
    for (Direction direction : directions()) {
      for (Placement placement : Placement.values()) {
        double scale = lineSearch(t -> distance(forged(direction.vector(), t, placement)));
        double[][] forged = forged(direction.vector(), scale, placement);
        double distance = distance(forged);
        if (distance > worst.distance()) {
          worst = new Found(distance, direction.family() + placement.suffix());
          best = forged;
        }
      }
    }
    return new Found(climb(best, worst.distance()), worst.family());
  }

  /**
   * The largest shift of one coordinate, in its honest deviations, by rows that lie elsewhere at
   * mu.
   *
   * @return {@code |A_c - mu_c|} over the deviation of coordinate c, the one that deviates most
   */
  public double worstCoordinate() {
    int index = largest(deviation);
    double[] unit = new double[mean.length];
    unit[index] = deviation[index];
    double scale = lineSearch(t -> shift(index, forged(unit, t, Placement.TOGETHER)));
    return shift(index, forged(unit, scale, Placement.TOGETHER));
  }

  private double shift(int index, double[][] forged) {
    return Math.abs(result(forged)[index] - mean[index]) / deviation[index];
  }

  private double distance(double[][] forged) {
    return HonestRows.distance(result(forged), mean) / spread;
  }

  private double[] result(double[][] forged) {
    return rule.aggregate(honest.with(forged), context)
        .vector()
        .reshape(mean.length)
        .toDoubleVector();
  }

  private double[][] forged(double[] direction, double t, Placement placement) {
    double[][] forged = new double[q][mean.length];
    for (int a = 0; a < q; a++) {
      double step = t * placement.of(a);
      Arrays.setAll(forged[a], c -> mean[c] + step * direction[c]);
    }
    return forged;
  }

  private List<Direction> directions() {
    List<Direction> directions = new ArrayList<>();
    directions.add(new Direction("alie", deviation));
    directions.add(new Direction("ipm", mean));
    double[] one = new double[mean.length];
    one[largest(deviation)] = spread;
    directions.add(new Direction("one coordinate", one));
    for (int i = 0; i < Math.min(HONEST_ROWS, honest.count()); i++) {
      double[] row = honest.row(i);
      double[] towards = new double[mean.length];
      Arrays.setAll(towards, c -> row[c] - mean[c]);
      directions.add(new Direction("honest row", towards));
    }
    for (int n = 0; n < RANDOM_DIRECTIONS; n++) {
      double[] any = new double[mean.length];
      Arrays.setAll(any, c -> random.nextGaussian());
      directions.add(new Direction("random", any));
    }
    return directions;
  }

  @FunctionalInterface
  private interface Score {
    double of(double t);
  }

  /** Powers of two from 2^-6 to 2^20, both ways, then halving steps around the best. */
  private static double lineSearch(Score score) {
    double best = 0;
    double most = score.of(0);
    for (int exponent = -6; exponent <= 20; exponent++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        double t = sign * Math.pow(2, exponent);
        double value = score.of(t);
        if (value > most) {
          most = value;
          best = t;
        }
      }
    }
    double step = best / 2;
    for (int r = 0; r < REFINEMENTS; r++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        double value = score.of(best + sign * step);
        if (value > most) {
          most = value;
          best += sign * step;
          break;
        }
      }
      step /= 2;
    }
    return best;
  }

  private double climb(double[][] start, double distance) {
    double[][] current = start;
    double most = distance;
    double step = 0.3;
    for (int s = 0; s < CLIMBING_STEPS; s++) {
      double[][] next = perturbed(current, step * spread / Math.sqrt(mean.length));
      double value = distance(next);
      if (value > most) {
        most = value;
        current = next;
        step *= 1.5;
      } else {
        step = Math.max(1e-3, step * 0.97);
      }
    }
    return most;
  }

  /** All rows moved alike, or one of them. */
  private double[][] perturbed(double[][] rows, double size) {
    double[] noise = new double[mean.length];
    Arrays.setAll(noise, c -> size * random.nextGaussian());
    int only = random.nextBoolean() ? random.nextInt(q) : -1;
    double[][] result = new double[q][];
    for (int a = 0; a < q; a++) {
      double[] row = rows[a].clone();
      if (only < 0 || only == a) {
        Arrays.setAll(row, c -> row[c] + noise[c]);
      }
      result[a] = row;
    }
    return result;
  }

  private static int largest(double[] values) {
    int index = 0;
    for (int c = 1; c < values.length; c++) {
      index = values[c] > values[index] ? c : index;
    }
    return index;
  }
}
