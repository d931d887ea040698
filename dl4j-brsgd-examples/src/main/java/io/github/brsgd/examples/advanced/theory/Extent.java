package io.github.brsgd.examples.advanced.theory;

import java.util.List;

/**
 * How much is run: every rule against every attack with every exponent, all seeds.
 *
 * @param rules texts of rules
 * @param attacks texts of attacks
 * @param exponents values of p
 * @param rounds per run, at least 10
 * @param seeds 0 to so many less one
 * @param draws per attack, to estimate c where it is not known
 */
record Extent(
    List<String> rules,
    List<String> attacks,
    List<Double> exponents,
    int rounds,
    int seeds,
    int draws) {

  /** Rules whose c is proved, the two attacks that do most; half a minute. */
  static final Extent SHORT =
      new Extent(
          List.of("krum:q=3", "median"),
          List.of("alie", "min-max"),
          List.of(0.55, 0.75),
          1_000,
          5,
          2_000);

  /** The table of the guide to the theory; three quarters of an hour. */
  static final Extent LONG =
      new Extent(
          List.of("krum:q=3", "median", "geometric-median", "bulyan:q=3"),
          List.of("sign-flip:scale=4", "ipm:tau=0.5", "alie", "min-max"),
          List.of(0.55, 0.65, 0.75, 0.9),
          10_000,
          20,
          2_000);

  Extent {
    if (rounds < 10 || seeds < 1 || draws < 1) {
      throw new IllegalArgumentException(
          "need rounds >= 10, seeds >= 1, draws >= 1, got rounds="
              + rounds
              + ", seeds="
              + seeds
              + ", draws="
              + draws);
    }
    rules = List.copyOf(rules);
    attacks = List.copyOf(attacks);
    exponents = List.copyOf(exponents);
  }

  static Extent of(String name) {
    return switch (name) {
      case "short" -> SHORT;
      case "long" -> LONG;
      default -> throw new IllegalArgumentException("extent: need short or long, got " + name);
    };
  }
}
