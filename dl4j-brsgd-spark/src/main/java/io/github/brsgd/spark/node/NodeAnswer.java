package io.github.brsgd.spark.node;

import io.github.brsgd.spark.rows.HeapVector;
import java.io.Serializable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What a node sends: a function of seed, node and round, so that a task that is run again sends the
 * same.
 *
 * @param round k
 * @param node its id
 * @param row x, d numbers; null of a node that was not asked
 * @param loss of its batch
 * @param memory what the node keeps until its next round, as bytes; empty if nothing
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that travel
record NodeAnswer(int round, int node, HeapVector row, double loss, byte[] memory)
    implements Answer, Serializable {

  private static final long serialVersionUID = 1;

  @Override
  public int length() {
    return row == null || memory == null ? -1 : row.length();
  }

  @Override
  public DataType type() {
    return row == null ? null : row.type();
  }

  /** A node that sends nothing and keeps what it remembers. */
  static NodeAnswer remembering(int node, byte[] memory) {
    return new NodeAnswer(-1, node, null, Double.NaN, memory);
  }
}
