package io.github.brsgd.examples.quickstart;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.catalog.Arguments;
import io.github.brsgd.catalog.CatalogEntry;
import io.github.brsgd.catalog.CatalogProvider;
import io.github.brsgd.catalog.Offer;
import java.util.List;

/**
 * Gives {@link OwnRule} a name: {@code META-INF/services} names this class, and {@code brsgd rules}
 * lists the rule.
 *
 * @since 0.1
 */
public final class OwnRuleProvider implements CatalogProvider {

  /** The name of the rule. */
  public static final String ID = "example-shortened-mean";

  /** For the service loader. */
  public OwnRuleProvider() {}

  @Override
  public List<Offer<Aggregator>> rules() {
    CatalogEntry entry =
        new CatalogEntry(
            ID,
            List.of(),
            "m >= 1",
            "O(d m)",
            "long rows, in part",
            "",
            "mean of rows shortened to the median length; an example of a rule of one's own");
    return List.of(
        Offer.of(entry, OwnRule.class, arguments -> new OwnRule(), rule -> Arguments.NONE));
  }
}
