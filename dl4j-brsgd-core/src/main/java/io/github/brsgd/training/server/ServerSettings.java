package io.github.brsgd.training.server;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.checks.Check;
import io.github.brsgd.theory.IterateWeights;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that a server is set to, checked in one place.
 *
 * @param nodes m, at least 1
 * @param rows how many rows are expected in a round; all nodes', or fewer where only some are drawn
 * @param byzantine q, the Byzantine rows tolerated, at least 0
 * @param rule the rule for gradients, set for q or without a q of its own
 * @param statisticsRule the coordinate-wise rule for entries that are no gradients
 * @param onFailedRound what happens to a round that cannot be trusted
 * @param sampling whether and how an iterate of the run is drawn
 * @param seed the seed of the run
 * @since 0.2
 */
public record ServerSettings(
    int nodes,
    int rows,
    int byzantine,
    Aggregator rule,
    Aggregator statisticsRule,
    FailedRound onFailedRound,
    Optional<Sampling> sampling,
    long seed) {

  /**
   * Draw an iterate, going on from an earlier run's where there was one.
   *
   * @param weights W_k
   * @param earlier what the earlier run drew
   * @since 0.2
   */
  public record Sampling(IterateWeights weights, Optional<SampledIterate> earlier) {
    /** Checks that both are there. */
    public Sampling {
      Objects.requireNonNull(weights, "weights");
      Objects.requireNonNull(earlier, "earlier");
    }

    IterateSampler start(long seed) {
      return earlier
          .map(sample -> IterateSampler.resume(weights, seed, sample))
          .orElseGet(() -> new IterateSampler(weights, seed));
    }
  }

  /** Checks what can be checked before the first round. */
  public ServerSettings {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(statisticsRule, "statisticsRule");
    Objects.requireNonNull(onFailedRound, "onFailedRound");
    Objects.requireNonNull(sampling, "sampling");
    Check.atLeast(1, "nodes", nodes);
    Check.atLeast(1, "rows", rows);
    if (rows > nodes) {
      throw new IllegalArgumentException(
          "rows: need rows <= nodes, got rows=" + rows + ", nodes=" + nodes);
    }
    Check.atLeast(0, "byzantine", byzantine);
    check(rule, nodes, rows, byzantine);
    if (!rule.needsTrustedRow()) {
      check(statisticsRule, nodes, rows, byzantine);
    }
    CoordinateWise.require(statisticsRule, rows);
  }

  /**
   * Refuses to combine entries that are no gradients where as many as half of them may be anything:
   * a rule that has a row of the server's own may stand more, that for these entries has none.
   *
   * @throws IllegalArgumentException if the rule for them cannot serve rows and q
   */
  public void checkStatistics() {
    try {
      check(statisticsRule, nodes, rows, byzantine);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "network: has entries that are no gradients, such as statistics of batch normalisation,"
              + " and the rule for them cannot serve: "
              + e.getMessage(),
          e);
    }
  }

  /**
   * The settings of rounds in which some nodes are no longer believed. Where fewer than all are
   * drawn others are drawn in their place; only where there are none, rows and q are fewer.
   *
   * @param excluded nodes, at least 0 and at most q
   * @return settings whose rules are set for what can be Byzantine among the rows left
   * @throws IllegalArgumentException if a rule cannot serve them
   */
  public ServerSettings excluding(int excluded) {
    int missing = Math.max(0, excluded - (nodes - rows));
    if (missing == 0) {
      return this;
    }
    int q = byzantine - missing;
    return new ServerSettings(
        nodes,
        rows - missing,
        q,
        set(rule, q),
        set(statisticsRule, q),
        onFailedRound,
        sampling,
        seed);
  }

  private static Aggregator set(Aggregator rule, int q) {
    return rule.byzantine().isPresent() ? rule.tolerating(q) : rule;
  }

  /**
   * Refuses rules that could not serve what a {@link Quarantine} may leave of the rows.
   *
   * @throws IllegalArgumentException with the number of nodes excluded, m and q
   */
  public void checkQuarantine() {
    for (Aggregator each : List.of(rule, statisticsRule)) {
      if (each.requiredNode().isPresent()) {
        throw new IllegalArgumentException(
            "quarantine: "
                + each
                + " needs the row of node "
                + each.requiredNode().getAsInt()
                + ", which may be excluded");
      }
    }
    for (int excluded = 1; excluded <= byzantine; excluded++) {
      try {
        excluding(excluded);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "quarantine: of rows="
                + rows
                + ", byzantine="
                + byzantine
                + " up to "
                + byzantine
                + " nodes may be excluded, and with "
                + excluded
                + " of them the rule cannot serve: "
                + e.getMessage(),
            e);
      }
    }
  }

  private static void check(Aggregator rule, int nodes, int rows, int byzantine) {
    checkedFor(byzantine, rule).checkNodes(nodes);
    rule.check(rows, byzantine);
    if (rule.requiredNode().orElse(0) >= nodes) {
      throw new IllegalArgumentException(
          "nodes: "
              + rule
              + " needs the row of node "
              + rule.requiredNode().getAsInt()
              + ", nodes are 0.."
              + (nodes - 1));
    }
  }

  /**
   * Checks that a rule may be used where q has been declared.
   *
   * @param q the Byzantine rows declared
   * @param rule set for q or without a q of its own
   * @return the rule
   * @throws IllegalArgumentException if q is negative or the rule is set for another q
   */
  public static Aggregator checkedFor(int q, Aggregator rule) {
    if (q < 0) {
      throw new IllegalArgumentException("byzantine: need q >= 0, got q=" + q);
    }
    rule.byzantine()
        .ifPresent(
            own -> {
              if (own != q) {
                throw new IllegalArgumentException(
                    "byzantine: declared q=" + q + ", but the rule is " + rule);
              }
            });
    return rule;
  }
}
