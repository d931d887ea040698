package io.github.brsgd.spark.node;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which answers of a round count: those of this round and of nodes that were asked, from the
 * partition that has the node's data, whose rows are of d numbers of the network's type. Spark
 * delivers an answer once; a node with two has none, and nobody answers for a node of another
 * partition.
 */
final class AnswerCheck {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerCheck.class);

  private final int round;
  private final Set<Integer> asked;
  private final long length;
  private final DataType type;
  private final IntUnaryOperator partitions;

  /**
   * What is asked for.
   *
   * @param partitions where the data of a node lie
   */
  AnswerCheck(
      int round, Set<Integer> asked, long length, DataType type, IntUnaryOperator partitions) {
    this.round = round;
    this.asked = Set.copyOf(asked);
    this.length = length;
    this.type = type;
    this.partitions = partitions;
  }

  /**
   * The answers that count.
   *
   * @param sent by the partitions they have come from
   * @return by their nodes
   */
  <T extends Answer> NavigableMap<Integer, T> counted(Map<Integer, List<T>> sent) {
    NavigableMap<Integer, T> counted = new TreeMap<>();
    Set<Integer> twice = new HashSet<>();
    sent.forEach(
        (partition, answers) -> {
          for (T answer : answers) {
            if (!fits(answer, partition)) {
              LOG.warn(
                  "round {}: what came from partition {} for node {} is no answer: round {}, {} x"
                      + " {}",
                  round,
                  partition,
                  answer.node(),
                  answer.round(),
                  answer.type(),
                  answer.length());
            } else if (counted.putIfAbsent(answer.node(), answer) != null) {
              LOG.warn(
                  "round {}: node {} has answered twice, which counts as none",
                  round,
                  answer.node());
              twice.add(answer.node());
            }
          }
        });
    counted.keySet().removeAll(twice);
    return counted;
  }

  private boolean fits(Answer answer, int partition) {
    return asked.contains(answer.node())
        && partitions.applyAsInt(answer.node()) == partition
        && answer.is(round, length, type);
  }
}
