package io.github.brsgd.attack;

import java.io.Serializable;
import java.util.SplittableRandom;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Alters the data of a Byzantine node, which then computes honestly on it: no server can tell its
 * gradient from that of a node with unusual data.
 *
 * <p>A poisoning is an immutable value. It never changes what it is given: it may be called again
 * on the same minibatch in the next epoch.
 *
 * @since 0.1
 */
public interface DataPoisoning extends Serializable {

  /**
   * A poisoned minibatch.
   *
   * @param batch what the node drew: features and one-hot labels with classes in dimension 1; not
   *     modified, and not kept: its memory holds another batch later
   * @param random where random choices come from, seeded by run, round and node
   * @return a new minibatch of as many examples; it may share arrays that it does not alter
   * @throws IllegalArgumentException if features or labels have a shape or classes that the
   *     poisoning cannot alter, or labels are not one-hot
   */
  DataSet poison(DataSet batch, SplittableRandom random);

  /**
   * A minibatch of one of several attackers, for a poisoning that they share out among them.
   *
   * @param batch as above
   * @param attacker the attacker's place among those of the round, from 0
   * @param attackers how many there are, more than {@code attacker}
   * @param random as above
   * @return as above; what each attacker would do alone, unless the poisoning says otherwise
   * @throws IllegalArgumentException as above, or if the poisoning cannot be shared out among so
   *     many
   */
  default DataSet poison(DataSet batch, int attacker, int attackers, SplittableRandom random) {
    return poison(batch, random);
  }

  /**
   * A trial of a trained model: the test examples that show whether the poison has worked, labelled
   * as the adversary wants them. A model's accuracy on it is the attack success rate.
   *
   * @param test clean examples with one-hot labels [n, classes], not modified
   * @return features and wanted labels of the examples that tell
   * @throws IllegalArgumentException if no example tells, or labels are not one-hot
   */
  DataSet trial(DataSet test);
}
