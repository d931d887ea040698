package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import java.util.List;
import java.util.OptionalInt;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a user adds to the catalogue: named in META-INF/services of the test resources. */
public final class FirstRowProvider implements CatalogProvider {

  /** A rule of the user's own. */
  record FirstRow() implements Aggregator {

    @Override
    public Aggregation aggregate(INDArray updates, AggregationContext context) {
      return new Aggregation(updates.getRow(0, true).dup());
    }

    @Override
    public OptionalInt byzantine() {
      return OptionalInt.empty();
    }

    @Override
    public Aggregator tolerating(int q) {
      return this;
    }
  }

  /** An attack of the user's own. */
  record Echo(int times) implements Attack {

    @Override
    public void forge(AttackContext context) {
      context.honestRows(1).ifPresent(rows -> context.sendFromAll(rows.copy(0).muli(times)));
    }
  }

  @Override
  public List<Offer<Aggregator>> rules() {
    return List.of(
        Offer.of(
            new CatalogEntry("first-row", List.of(), "m >= 1", "O(d)", "none", "", "row 0"),
            FirstRow.class,
            arguments -> new FirstRow(),
            rule -> Arguments.NONE));
  }

  @Override
  public List<Offer<Attack>> attacks() {
    return List.of(
        Offer.of(
            new CatalogEntry(
                "echo",
                List.of(Parameter.integer("times", "factor")),
                "",
                "O(d)",
                "",
                "",
                "the first honest row"),
            Echo.class,
            arguments -> new Echo(arguments.integer("times")),
            attack -> Arguments.NONE.with("times", attack.times())));
  }
}
