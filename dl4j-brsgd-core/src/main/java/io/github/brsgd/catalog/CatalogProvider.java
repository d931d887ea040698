package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.pre.PreAggregator;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.DataPoisoning;
import io.github.brsgd.data.ExampleSource;
import io.github.brsgd.data.Partitioner;
import io.github.brsgd.theory.robustness.Certificate;
import io.github.brsgd.training.node.NodeUpdate;
import java.util.List;
import java.util.Optional;

/**
 * Adds members of one's own to {@link Catalog#standard}: rules, pre-aggregations, attacks, data
 * poisonings, node updates, partitioners and data sets. Implement it and name the class in {@code
 * META-INF/services/io.github.brsgd.catalog.CatalogProvider}.
 *
 * @since 0.1
 */
public interface CatalogProvider {

  /**
   * The rules it adds.
   *
   * @return offers with ids that no one else has
   */
  default List<Offer<Aggregator>> rules() {
    return List.of();
  }

  /**
   * The pre-aggregations it adds.
   *
   * @return offers with ids that no one else has
   */
  default List<Offer<PreAggregator>> preAggregators() {
    return List.of();
  }

  /**
   * The proof that a rule of its own is robust.
   *
   * @param rule any rule, its own or not; never a chain
   * @return empty where there is none, or the rule is not one of its own
   */
  default Optional<Certificate> certificate(Aggregator rule) {
    return Optional.empty();
  }

  /**
   * The attacks it adds.
   *
   * @return offers with ids that no one else has
   */
  default List<Offer<Attack>> attacks() {
    return List.of();
  }

  /**
   * The data poisonings it adds.
   *
   * @return offers with ids that no one else has
   */
  default List<Offer<DataPoisoning>> poisonings() {
    return List.of();
  }

  /**
   * The node updates it adds.
   *
   * @return offers with ids that no one else has
   */
  default List<Offer<NodeUpdate>> nodeUpdates() {
    return List.of();
  }

  /**
   * The partitioners it adds.
   *
   * @return offers with ids that no one else has
   */
  default List<Offer<Partitioner>> partitioners() {
    return List.of();
  }

  /**
   * The data sets it adds.
   *
   * @return offers with ids that no one else has
   */
  default List<Offer<ExampleSource>> datasets() {
    return List.of();
  }
}
