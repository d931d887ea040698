package io.github.brsgd.aggregation;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Which node sent each row of a call.
 *
 * <p>After the server has set rows aside, row i need not be node i any more; after rows have been
 * averaged in buckets, a row is no node's. Rules that trust a node by name ask here.
 *
 * @since 0.1
 */
public sealed interface RowNodes {

  /**
   * The row of a node.
   *
   * @param node a node id
   * @param m rows of this call
   * @return the row's number, or empty if the node has none
   * @throws IllegalArgumentException if the ids are listed and there are not m of them
   */
  OptionalInt rowOf(int node, int m);

  /** Row i is node i. */
  record InOrder() implements RowNodes {
    @Override
    public OptionalInt rowOf(int node, int m) {
      return node >= 0 && node < m ? OptionalInt.of(node) : OptionalInt.empty();
    }
  }

  /**
   * Row i is node {@code ids[i]}.
   *
   * @param ids distinct node ids, in row order
   */
  record Listed(List<Integer> ids) implements RowNodes {

    /** Copies the ids. */
    public Listed {
      ids = List.copyOf(ids);
      if (ids.stream().distinct().count() < ids.size()) {
        throw new IllegalArgumentException("nodes: need distinct ids, got " + ids);
      }
    }

    @Override
    public OptionalInt rowOf(int node, int m) {
      if (ids.size() != m) {
        throw new IllegalArgumentException(
            "nodes: need one id per row, got " + ids.size() + " ids for m=" + m);
      }
      int row = ids.indexOf(node);
      return row < 0 ? OptionalInt.empty() : OptionalInt.of(row);
    }
  }

  /**
   * No row is a node's.
   *
   * @param reason what mixed the rows, for messages
   */
  record Anonymous(String reason) implements RowNodes {

    /** Checks the reason. */
    public Anonymous {
      Objects.requireNonNull(reason, "reason");
    }

    @Override
    public OptionalInt rowOf(int node, int m) {
      return OptionalInt.empty();
    }
  }
}
