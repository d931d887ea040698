package io.github.brsgd.training;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who is who in a round; what only a simulation knows.
 *
 * @param honest ids of the honest nodes, ascending
 * @param byzantine ids of the Byzantine nodes, ascending
 * @since 0.2
 */
public record Roles(List<Integer> honest, List<Integer> byzantine) {

  /** Copies the lists. */
  public Roles {
    honest = List.copyOf(honest);
    byzantine = List.copyOf(byzantine);
  }

  /** All nodes but these are honest. */
  static Roles of(int nodes, int... byzantine) {
    return new Roles(
        IntStream.range(0, nodes)
            .filter(node -> Arrays.binarySearch(byzantine, node) < 0)
            .boxed()
            .toList(),
        Arrays.stream(byzantine).boxed().toList());
  }

  int[] honestIds() {
    return honest.stream().mapToInt(Integer::intValue).toArray();
  }

  int[] byzantineIds() {
    return byzantine.stream().mapToInt(Integer::intValue).toArray();
  }
}
