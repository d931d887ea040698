package io.github.brsgd.training;

import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.RandomOrder;
import io.github.brsgd.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Who answers in a round: a function of seed and round, so that a run that goes on draws as one
 * without a break.
 *
 * @param present ids of the nodes whose answers arrive, ascending
 * @param late ids of nodes that compute an answer which arrives too late, ascending
 */
record Attendance(List<Integer> present, List<Integer> late) {

  Attendance {
    present = List.copyOf(present);
    late = List.copyOf(late);
  }

  /** Draws a round of all nodes. */
  static Attendance of(
      Participation participation, int nodes, List<Integer> byzantine, long seed, int round) {
    return of(participation, nodes, byzantine, List.of(), seed, round);
  }

  /** Draws a round of the nodes that are not excluded. */
  static Attendance of(
      Participation participation,
      int nodes,
      List<Integer> byzantine,
      List<Integer> excluded,
      long seed,
      int round) {
    int[] drawn = drawn(participation.drawn().orElse(nodes), nodes, excluded, seed, round);
    List<Integer> present = new ArrayList<>();
    List<Integer> late = new ArrayList<>();
    for (int node : drawn) {
      if (byzantine.contains(node)) {
        present.add(node);
      } else if (!happens(participation.dropOut(), seed, Purpose.DROP_OUT, round, node)) {
        (happens(participation.late(), seed, Purpose.LATE, round, node) ? late : present).add(node);
      }
    }
    if (present.isEmpty()) {
      present.add(drawn[0]);
      late.remove((Integer) drawn[0]);
    }
    return new Attendance(present, late);
  }

  private static int[] drawn(int count, int nodes, List<Integer> excluded, long seed, int round) {
    SplittableRandom random =
        new SplittableRandom(Seeds.derive(seed, Purpose.PARTICIPATION, round));
    IntStream order =
        count == nodes ? IntStream.range(0, nodes) : Arrays.stream(RandomOrder.of(nodes, random));
    return order.filter(node -> !excluded.contains(node)).limit(count).sorted().toArray();
  }

  private static boolean happens(
      double probability, long seed, Purpose purpose, int round, int node) {
    return probability > 0
        && new SplittableRandom(Seeds.derive(seed, purpose, round, node)).nextDouble()
            < probability;
  }
}
