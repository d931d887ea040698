package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.pre.PreAggregator;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.DataPoisoning;
import io.github.brsgd.data.ExampleSource;
import io.github.brsgd.data.Partitioner;
import io.github.brsgd.training.node.NodeUpdate;
import java.util.List;
import java.util.stream.Stream;

/** What this library has. */
final class StandardProvider implements CatalogProvider {

  @Override
  public List<Offer<Aggregator>> rules() {
    return Stream.of(
            CoordinateRules.all(),
            SelectionRules.all(),
            CenterRules.all(),
            SpectralRules.all(),
            WeightedRules.all())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public List<Offer<PreAggregator>> preAggregators() {
    return StandardPreAggregators.all();
  }

  @Override
  public List<Offer<Attack>> attacks() {
    return Stream.of(
            MeanAttacks.all(),
            SearchingAttacks.all(),
            HistoryAttacks.all(),
            ReplayAttacks.all(),
            BlindAttacks.all())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public List<Offer<DataPoisoning>> poisonings() {
    return StandardPoisonings.all();
  }

  @Override
  public List<Offer<NodeUpdate>> nodeUpdates() {
    return StandardNodeUpdates.all();
  }

  @Override
  public List<Offer<Partitioner>> partitioners() {
    return StandardPartitioners.all();
  }

  @Override
  public List<Offer<ExampleSource>> datasets() {
    return StandardDatasets.all();
  }
}
