package io.github.brsgd.spark.node;

import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which answers of a round count: those of this round and of nodes that were asked, whose rows are
 * of d numbers of the network's type. Spark delivers an answer once; a node with two has none.
 */
final class AnswerCheck {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerCheck.class);

  private final int round;
  private final Set<Integer> asked;
  private final long length;
  private final DataType type;

  AnswerCheck(int round, Set<Integer> asked, long length, DataType type) {
    this.round = round;
    this.asked = Set.copyOf(asked);
    this.length = length;
    this.type = type;
  }

  /** The answers that count, by their nodes. */
  <T extends Answer> NavigableMap<Integer, T> counted(Iterable<T> answers) {
    NavigableMap<Integer, T> counted = new TreeMap<>();
    Set<Integer> twice = new HashSet<>();
    for (T answer : answers) {
      if (!fits(answer)) {
        LOG.warn(
            "round {}: what node {} sent is no answer: round {}, {} x {}",
            round,
            answer.node(),
            answer.round(),
            answer.type(),
            answer.length());
      } else if (counted.putIfAbsent(answer.node(), answer) != null) {
        LOG.warn(
            "round {}: node {} has answered twice, which counts as none", round, answer.node());
        twice.add(answer.node());
      }
    }
    counted.keySet().removeAll(twice);
    return counted;
  }

  private boolean fits(Answer answer) {
    return asked.contains(answer.node()) && answer.is(round, length, type);
  }
}
