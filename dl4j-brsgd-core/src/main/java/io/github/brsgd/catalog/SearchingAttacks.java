package io.github.brsgd.catalog;

import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.Direction;
import io.github.brsgd.attack.MinMax;
import io.github.brsgd.attack.MinSum;
import io.github.brsgd.attack.OneCoordinate;
import io.github.brsgd.attack.OptimalALittleIsEnough;
import io.github.brsgd.attack.OptimalInnerProductManipulation;
import java.util.List;

/**
 * The attacks that go as far as they can: against the server's own rule, or within the honest rows'
 * distances.
 */
final class SearchingAttacks {

  private static final String NDSS = "Shejwalkar and Houmansadr, NDSS 2021";

  private static final Parameter DIRECTION =
      Parameter.choice("direction", Direction.class, "where the forged row leaves the honest mean")
          .otherwise("deviation");

  private SearchingAttacks() {}

  static List<Offer<Attack>> all() {
    return List.of(optimalIpm(), optimalAlie(), oneCoordinate(), minMax(), minSum());
  }

  private static Offer<Attack> optimalIpm() {
    return Offer.of(
        CatalogEntry.attack(
            "optimal-ipm",
            List.of(),
            "20 aggregations",
            "Allouah et al., AISTATS 2023",
            "ipm with the factor that hurts the server's own rule most"),
        OptimalInnerProductManipulation.class,
        arguments -> new OptimalInnerProductManipulation(),
        attack -> Arguments.NONE);
  }

  private static Offer<Attack> optimalAlie() {
    return Offer.of(
        CatalogEntry.attack(
            "optimal-alie",
            List.of(),
            "20 aggregations",
            "Allouah et al., AISTATS 2023",
            "alie with the factor that hurts the server's own rule most"),
        OptimalALittleIsEnough.class,
        arguments -> new OptimalALittleIsEnough(),
        attack -> Arguments.NONE);
  }

  private static Offer<Attack> oneCoordinate() {
    return Offer.of(
        CatalogEntry.attack(
            "one-coordinate",
            List.of(
                Parameter.integer("index", "the coordinate")
                    .otherwise("the one of largest honest deviation")),
            "40 aggregations",
            "El Mhamdi et al., ICML 2018",
            "the honest mean with one coordinate pushed as far as the rule follows"),
        OneCoordinate.class,
        arguments -> new OneCoordinate(arguments.optionalInteger("index")),
        attack -> Arguments.NONE.with("index", attack.index(), null));
  }

  private static Offer<Attack> minMax() {
    return Offer.of(
        CatalogEntry.attack(
            "min-max",
            List.of(DIRECTION),
            "O(d h^2)",
            NDSS,
            "as far as the two honest rows farthest apart"),
        MinMax.class,
        arguments -> new MinMax(arguments.choice("direction", Direction.DEVIATION)),
        attack -> Arguments.NONE.with("direction", attack.direction(), Direction.DEVIATION));
  }

  private static Offer<Attack> minSum() {
    return Offer.of(
        CatalogEntry.attack(
            "min-sum",
            List.of(DIRECTION),
            "O(d h^2)",
            NDSS,
            "as far in sum as the honest row farthest from the rest"),
        MinSum.class,
        arguments -> new MinSum(arguments.choice("direction", Direction.DEVIATION)),
        attack -> Arguments.NONE.with("direction", attack.direction(), Direction.DEVIATION));
  }
}
