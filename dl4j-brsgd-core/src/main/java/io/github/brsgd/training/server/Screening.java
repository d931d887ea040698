package io.github.brsgd.training.server;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which rows of a round go to the rule: those an honest node can have sent.
 *
 * @param rows numbers of the rows kept, ascending
 * @param kept ids of their nodes
 * @param dropped ids of the nodes whose rows are set aside, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one round
record Screening(int[] rows, List<Integer> kept, List<Integer> dropped) {

  /** None is kept: all who answered are excluded. */
  static Screening nobody(List<Integer> answered) {
    return new Screening(new int[0], List.of(), answered);
  }

  static Screening of(RoundRows answers) {
    List<Integer> dropped = answers.nonFinite();
    int[] rows =
        IntStream.range(0, answers.nodes().size())
            .filter(row -> !dropped.contains(answers.nodes().get(row)))
            .toArray();
    List<Integer> kept = IntStream.of(rows).mapToObj(answers.nodes()::get).toList();
    return new Screening(rows, kept, dropped);
  }
}
