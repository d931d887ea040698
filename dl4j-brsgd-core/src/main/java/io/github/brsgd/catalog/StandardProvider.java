package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.pre.PreAggregator;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.DataPoisoning;
import java.util.List;
import java.util.stream.Stream;

/** What this library has. */
final class StandardProvider implements CatalogProvider {

  @Override
  public List<Offer<Aggregator>> rules() {
    return Stream.of(StandardRules.all(), FurtherRules.all()).flatMap(List::stream).toList();
  }

  @Override
  public List<Offer<PreAggregator>> preAggregators() {
    return StandardPreAggregators.all();
  }

  @Override
  public List<Offer<Attack>> attacks() {
    return Stream.of(StandardAttacks.all(), FurtherAttacks.all()).flatMap(List::stream).toList();
  }

  @Override
  public List<Offer<DataPoisoning>> poisonings() {
    return StandardPoisonings.all();
  }
}
