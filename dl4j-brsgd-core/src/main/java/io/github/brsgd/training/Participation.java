package io.github.brsgd.training;

import io.github.brsgd.checks.Check;
import io.github.brsgd.theory.ByzantineDraws;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which nodes answer in a round.
 *
 * <p>{@code drawn} of the m nodes are drawn in each round, uniformly and anew. Of the honest ones
 * among them some drop out, and compute nothing; some are late: they compute, and remember that
 * they did, but the server does not wait for them. Attackers that are drawn always answer, in time:
 * a node that chooses when to be absent has to be counted as Byzantine. If nobody were left, the
 * drawn node of the lowest id answers.
 *
 * <p>Where some are drawn there are two numbers of Byzantine nodes: {@code byzantineInAll} among
 * all m, and the server's q among those drawn, which is exceeded by chance ({@link
 * ByzantineDraws}). With {@code cached} nobody's row is missing: what a node sent last, zeros
 * before that, stands in for it while it is absent, and q is that of all m nodes.
 *
 * @param drawn s, the nodes drawn in each round; empty for all m
 * @param byzantineInAll the Byzantine nodes among all m that are reckoned with; empty where all are
 *     drawn or rows are cached
 * @param dropOut probability that an honest node that is drawn does not compute, in [0, 1)
 * @param late probability that one that computes is too late, in [0, 1)
 * @param cached whether the last row of an absent node stands in for it; needs an update that
 *     remembers, such as worker momentum
 * @see <a href="https://arxiv.org/abs/2509.02970">Otsuka, Yamada and Takezawa, "Delayed momentum
 *     aggregation: communication-efficient Byzantine-robust federated learning with partial
 *     participation", ICML 2026</a>
 * @since 0.2
 */
public record Participation(
    OptionalInt drawn, OptionalInt byzantineInAll, double dropOut, double late, boolean cached) {

  /** Every node answers in every round. */
  public static final Participation ALL =
      new Participation(OptionalInt.empty(), OptionalInt.empty(), 0, 0, false);

  /** Checks each number, and that none is without meaning. */
  public Participation {
    Objects.requireNonNull(drawn, "drawn");
    Objects.requireNonNull(byzantineInAll, "byzantineInAll");
    drawn.ifPresent(s -> Check.atLeast(1, "participation: drawn", s));
    byzantineInAll.ifPresent(b -> Check.atLeast(0, "participation: byzantineInAll", b));
    checkProbability("dropOut", dropOut);
    checkProbability("late", late);
    if (drawn.isEmpty() && byzantineInAll.isPresent()) {
      throw new IllegalArgumentException(
          "participation: byzantineInAll="
              + byzantineInAll.getAsInt()
              + " means nothing where all nodes are drawn, need drawn");
    }
  }

  private static void checkProbability(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "participation: need 0 <= " + name + " < 1, got " + name + "=" + value);
    }
  }

  /**
   * Some nodes are drawn in each round.
   *
   * @param nodes s
   * @param byzantine the Byzantine nodes among all m that are reckoned with
   * @return a choice without drop-outs
   */
  public static Participation drawn(int nodes, int byzantine) {
    return new Participation(OptionalInt.of(nodes), OptionalInt.of(byzantine), 0, 0, false);
  }

  /**
   * The same with drop-outs.
   *
   * @param probability that an honest node does not compute
   * @return a choice that differs in nothing else
   */
  public Participation withDropOut(double probability) {
    return new Participation(drawn, byzantineInAll, probability, late, cached);
  }

  /**
   * The same with nodes that are late.
   *
   * @param probability that an honest node that computes is too late
   * @return a choice that differs in nothing else
   */
  public Participation withLate(double probability) {
    return new Participation(drawn, byzantineInAll, dropOut, probability, cached);
  }

  /**
   * The same where the last rows of absent nodes stand in for them.
   *
   * @param nodes s, drawn in each round
   * @return a choice without drop-outs
   */
  public static Participation cached(int nodes) {
    return new Participation(OptionalInt.of(nodes), OptionalInt.empty(), 0, 0, true);
  }

  /** How many rows the server gets of m nodes at most. */
  int rows(int nodes) {
    return cached ? nodes : drawn.orElse(nodes);
  }

  /**
   * What the draws are like.
   *
   * @param nodes m
   * @return empty where the Byzantine nodes that answer are not drawn
   */
  public Optional<ByzantineDraws> draws(int nodes) {
    return byzantineInAll.isPresent() && rows(nodes) < nodes
        ? Optional.of(new ByzantineDraws(nodes, byzantineInAll.getAsInt(), rows(nodes)))
        : Optional.empty();
  }

  /** Checks what goes together, with so many nodes, and with what the rule is set for. */
  void check(int nodes, int q, boolean updateRemembers) {
    check(nodes, updateRemembers);
    draws(nodes).ifPresent(draws -> draws.check(q));
  }

  /**
   * Checks what goes together, and with so many nodes, whatever the rule is set for; that is asked
   * of {@link #draws}.
   *
   * @param nodes m
   * @param updateRemembers whether the nodes send something that remembers, such as a momentum
   * @throws IllegalArgumentException if no rule could be run so
   */
  public void check(int nodes, boolean updateRemembers) {
    if (drawn.orElse(nodes) > nodes) {
      throw new IllegalArgumentException(
          "participation: need drawn <= nodes, got drawn=" + drawn.getAsInt() + ", nodes=" + nodes);
    }
    if (byzantineInAll.orElse(0) > nodes) {
      throw new IllegalArgumentException(
          "participation: need byzantineInAll <= nodes, got byzantineInAll="
              + byzantineInAll.getAsInt()
              + ", nodes="
              + nodes);
    }
    if (cached && !updateRemembers) {
      throw new IllegalArgumentException(
          "participation: cached rows need nodes that send a momentum, set"
              + " nodeUpdate(new WorkerMomentum(beta))");
    }
    if (cached && byzantineInAll.isPresent()) {
      throw new IllegalArgumentException(
          "participation: with cached rows q is that of all nodes, got also byzantineInAll="
              + byzantineInAll.getAsInt());
    }
    if (!cached && drawn.orElse(nodes) < nodes && byzantineInAll.isEmpty()) {
      throw new IllegalArgumentException(
          "participation: "
              + drawn.getAsInt()
              + " of "
              + nodes
              + " nodes are drawn; say how many Byzantine nodes there are in all (byzantineInAll),"
              + " it has no default");
    }
  }
}
