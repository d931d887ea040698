package io.github.brsgd.cli;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.catalog.Arguments;
import io.github.brsgd.catalog.CatalogEntry;
import io.github.brsgd.catalog.CatalogProvider;
import io.github.brsgd.catalog.Offer;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A rule that the command line finds on its class path: the mean, as a user may write it. */
record UsersRule() implements Aggregator {

  @Override
  public Aggregation aggregate(INDArray updates, AggregationContext context) {
    return new Aggregation(updates.mean(true, 0));
  }

  /** Gives it a name. */
  public static final class Provider implements CatalogProvider {

    /** For the service loader. */
    public Provider() {}

    @Override
    public List<Offer<Aggregator>> rules() {
      return List.of(
          Offer.of(
              new CatalogEntry("users-mean", List.of(), "m >= 1", "O(d m)", "none", "", "a mean"),
              UsersRule.class,
              arguments -> new UsersRule(),
              rule -> Arguments.NONE));
    }
  }
}
