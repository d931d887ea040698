package io.github.brsgd.spark.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.spark.rows.HeapVector;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** What executors may send. */
class AnswerCheckTest {

  private static final int ROUND = 7;
  private static final int D = 5;
  private static final int PARTITIONS = 3;
  private static final byte[] NOTHING = {};

  private static HeapVector row(DataType type, int length) {
    return HeapVector.of(Nd4j.ones(type, 1, length));
  }

  private static NodeAnswer answer(int round, int node, HeapVector row) {
    return new NodeAnswer(round, node, row, 1, NOTHING);
  }

  private static NodeAnswer good(int node) {
    return answer(ROUND, node, row(DataType.FLOAT, D));
  }

  /** What counts of answers that have come from where their nodes' data lie. */
  private static Set<Integer> counted(NodeAnswer... answers) {
    return counted(
            Stream.of(answers).collect(Collectors.groupingBy(answer -> answer.node() % PARTITIONS)))
        .keySet();
  }

  private static NavigableMap<Integer, NodeAnswer> counted(Map<Integer, List<NodeAnswer>> sent) {
    return new AnswerCheck(ROUND, Set.of(0, 1, 4), D, DataType.FLOAT, node -> node % PARTITIONS)
        .counted(sent);
  }

  @Test
  void whatWasAskedForCounts() {
    assertThat(counted(good(4), good(0), good(1))).containsExactly(0, 1, 4);
    assertThat(counted()).isEmpty();
  }

  @Test
  void whateverElseArrivesIsNoAnswer() {
    assertThat(
            counted(
                answer(ROUND, 0, row(DataType.FLOAT, D - 1)),
                answer(ROUND, 1, row(DataType.DOUBLE, D)),
                good(4)))
        .containsExactly(4);
    assertThat(counted(good(2), good(-1), good(99), good(4))).containsExactly(4);
    assertThat(
            counted(
                answer(ROUND - 1, 0, row(DataType.FLOAT, D)),
                answer(ROUND + 1, 1, row(DataType.FLOAT, D)),
                good(4)))
        .containsExactly(4);
    assertThat(
            counted(
                NodeAnswer.remembering(0, NOTHING),
                answer(ROUND, 0, null),
                new NodeAnswer(ROUND, 1, row(DataType.FLOAT, D), 1, null),
                good(4)))
        .containsExactly(4);
  }

  @Test
  void whoAnswersTwiceHasNotAnswered() {
    assertThat(counted(good(0), good(1), good(0), good(0))).containsExactly(1);
    assertThat(counted(good(0), answer(ROUND, 0, row(DataType.FLOAT, D + 1)), good(1)))
        .containsExactly(0, 1);
  }

  @Test
  void nobodyAnswersForANodeOfAnotherPartition() {
    NodeAnswer own = good(0);
    NodeAnswer forged = new NodeAnswer(ROUND, 0, row(DataType.FLOAT, D), 99, NOTHING);
    assertThat(counted(Map.of(0, List.of(own), 1, List.of(good(1), good(4), forged))))
        .containsOnlyKeys(0, 1, 4)
        .containsEntry(0, own);
    assertThat(counted(Map.of(1, List.of(forged)))).isEmpty();
  }
}
