package io.github.brsgd.spark.node;

import java.io.Serializable;

/**
 * Where an element of the data goes.
 *
 * @param node whose it is
 * @param place among the node's
 */
record Place(int node, int place) implements Serializable {

  private static final long serialVersionUID = 1;
}
