package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.Aggregator;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/** The parameter q of rules and pre-aggregations. */
final class ByzantineRows {

  static final Parameter Q = Parameter.integer("q", "Byzantine rows tolerated");

  private ByzantineRows() {}

  /** A rule whose only parameter is q. */
  static <R extends Aggregator> Offer<Aggregator> offer(
      CatalogEntry entry, Class<R> type, IntFunction<R> make, ToIntFunction<R> q) {
    return Offer.of(
        entry,
        type,
        arguments -> make.apply(arguments.integer("q")),
        rule -> Arguments.NONE.with("q", q.applyAsInt(rule)));
  }
}
