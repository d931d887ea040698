package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.attack.Attack;
import java.util.List;

/** What this library has. */
final class StandardProvider implements CatalogProvider {

  @Override
  public List<Offer<Aggregator>> rules() {
    return StandardRules.all();
  }

  @Override
  public List<Offer<Attack>> attacks() {
    return StandardAttacks.all();
  }
}
