package io.github.brsgd.catalog;

import io.github.brsgd.data.IidPartitioner;
import io.github.brsgd.data.Partitioner;
import java.util.List;

/** The partitioners of this library. */
final class StandardPartitioners {

  private StandardPartitioners() {}

  static List<Offer<Partitioner>> all() {
    return List.of(
        Offer.ofRecord(
            IidPartitioner.class, "iid", "every node draws from the same distribution", ""));
  }
}
