package io.github.brsgd.training.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whose rows a server no longer takes: the first q that were convicted. */
final class Exclusions {

  private static final Comparator<Conviction> ORDER =
      Comparator.comparingInt(Conviction::round)
          .thenComparing(Comparator.comparingDouble(Conviction::evidence).reversed())
          .thenComparingInt(Conviction::node);

  private final int nodes;
  private final int most;
  private final List<Exclusion> all = new ArrayList<>();

  /**
   * Nobody is excluded yet.
   *
   * @param nodes m
   * @param most q
   */
  Exclusions(int nodes, int most) {
    this.nodes = nodes;
    this.most = most;
  }

  /** Excludes after a round whom it can of those convicted; gives those who were not before. */
  List<Exclusion> add(List<Conviction> convictions, int round) {
    List<Exclusion> added = new ArrayList<>();
    Set<Integer> excluded = new HashSet<>(nodes());
    for (Conviction conviction : convictions.stream().sorted(ORDER).toList()) {
      if (conviction.node() >= nodes) {
        throw new IllegalArgumentException(
            "quarantine: need ids in 0.." + (nodes - 1) + ", got node " + conviction.node());
      }
      if (all.size() + added.size() < most && excluded.add(conviction.node())) {
        added.add(new Exclusion(conviction.node(), round, conviction.reason()));
      }
    }
    all.addAll(added);
    return added;
  }

  /** In the order in which they were excluded; a copy. */
  List<Exclusion> all() {
    return List.copyOf(all);
  }

  int count() {
    return all.size();
  }

  /** Ids, ascending. */
  List<Integer> nodes() {
    return all.stream().map(Exclusion::node).sorted().toList();
  }

  /** Goes on where another server ended. */
  void resume(List<Exclusion> before) {
    if (before.size() > most) {
      throw new IllegalArgumentException(
          "state: need at most q=" + most + " nodes excluded, got " + before.size());
    }
    all.clear();
    all.addAll(before);
  }
}
