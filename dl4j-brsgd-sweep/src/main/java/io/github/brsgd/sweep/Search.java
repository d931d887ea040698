package io.github.brsgd.sweep;

import io.github.brsgd.checks.Check;
import java.util.Objects;

/**
 * How a space is searched.
 *
 * @param method grid, random or genetic
 * @param candidates at most so many; for a grid, 0 for all of it
 * @param gridPoints values that a continuous parameter takes in a grid
 * @param population candidates per generation of a genetic search
 * @param patience ends the search after so many candidates, in their order, without a better one; 0
 *     for never
 * @param seed of everything drawn
 * @since 0.1
 */
public record Search(
    Method method, int candidates, int gridPoints, int population, int patience, long seed) {

  /** The kind of search. */
  public enum Method {
    /** Every combination. */
    GRID,
    /** Independent draws. */
    RANDOM,
    /** Crossover and mutation of the better half of those before, in fixed generations. */
    GENETIC
  }

  private static final int POPULATION = 8;

  /** Checks the ranges. */
  public Search {
    Objects.requireNonNull(method, "method");
    Check.atLeast(method == Method.GRID ? 0 : 1, "Search: candidates", candidates);
    Check.atLeast(method == Method.GRID ? 2 : 0, "Search: gridPoints", gridPoints);
    Check.atLeast(method == Method.GENETIC ? 3 : 0, "Search: population", population);
    Check.atLeast(0, "Search: patience", patience);
  }

  /**
   * A whole grid.
   *
   * @param points values that a continuous parameter takes, both ends of its range among them
   * @return the search
   */
  public static Search grid(int points) {
    return new Search(Method.GRID, 0, points, 0, 0, 0);
  }

  /**
   * Independent draws.
   *
   * @param candidates how many
   * @param seed of the draws
   * @return the search
   */
  public static Search random(int candidates, long seed) {
    return new Search(Method.RANDOM, candidates, 0, 0, 0, seed);
  }

  /**
   * Breeding.
   *
   * @param candidates how many in all
   * @param seed of everything drawn
   * @return the search, with generations of 8
   */
  public static Search genetic(int candidates, long seed) {
    return new Search(Method.GENETIC, candidates, 0, POPULATION, 0, seed);
  }

  /**
   * The same search with another patience.
   *
   * @param after candidates without a better one; 0 for never
   * @return another search
   */
  public Search stopAfter(int after) {
    return new Search(method, candidates, gridPoints, population, after, seed);
  }
}
