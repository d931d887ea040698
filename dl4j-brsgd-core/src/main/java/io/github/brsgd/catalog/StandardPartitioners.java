package io.github.brsgd.catalog;

import io.github.brsgd.data.IidPartitioner;
import io.github.brsgd.data.Partitioner;
import io.github.brsgd.data.SimilarityPartitioner;
import java.util.List;

/** The partitioners of this library. */
final class StandardPartitioners {

  private StandardPartitioners() {}

  static List<Offer<Partitioner>> all() {
    return List.of(
        Offer.ofRecord(
            IidPartitioner.class, "iid", "every node draws from the same distribution", ""),
        Offer.ofRecord(
            SimilarityPartitioner.class,
            "similarity",
            "a share of the examples is dealt i.i.d., the rest in order of their labels",
            "Karimireddy et al., ICML 2020",
            "the share dealt i.i.d., 0..1; larger: nodes more alike"));
  }
}
