package io.github.brsgd.catalog;

import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.Direction;
import io.github.brsgd.attack.Mimic;
import io.github.brsgd.attack.MinMax;
import io.github.brsgd.attack.MinSum;
import io.github.brsgd.attack.OneCoordinate;
import io.github.brsgd.attack.OptimalALittleIsEnough;
import io.github.brsgd.attack.OptimalInnerProductManipulation;
import io.github.brsgd.attack.Stale;
import java.util.List;

/** The attacks that search, measure distances or remember. */
final class FurtherAttacks {

  private static final String NDSS = "Shejwalkar and Houmansadr, NDSS 2021";

  private static final Parameter DIRECTION =
      Parameter.choice("direction", Direction.class, "where the forged row leaves the honest mean")
          .otherwise("deviation");

  private FurtherAttacks() {}

  static List<Offer<Attack>> all() {
    return List.of(
        optimalIpm(), optimalAlie(), mimic(), oneCoordinate(), minMax(), minSum(), stale());
  }

  private static Offer<Attack> optimalIpm() {
    return Offer.of(
        StandardAttacks.entry(
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
        StandardAttacks.entry(
            "optimal-alie",
            List.of(),
            "20 aggregations",
            "Allouah et al., AISTATS 2023",
            "alie with the factor that hurts the server's own rule most"),
        OptimalALittleIsEnough.class,
        arguments -> new OptimalALittleIsEnough(),
        attack -> Arguments.NONE);
  }

  private static Offer<Attack> mimic() {
    return Offer.of(
        StandardAttacks.entry(
            "mimic",
            List.of(
                Parameter.integer("target", "id of the honest node copied")
                    .otherwise("chosen in the warm-up"),
                Parameter.integer("warm-up", "rounds in which a node is chosen")
                    .otherwise(Integer.toString(Mimic.DEFAULT_WARM_UP))),
            "O(d h)",
            "Karimireddy et al., ICLR 2022",
            "all send a copy of one honest node's row"),
        Mimic.class,
        arguments ->
            new Mimic(
                arguments.optionalInteger("target"),
                arguments.integer("warm-up", Mimic.DEFAULT_WARM_UP)),
        attack ->
            Arguments.NONE
                .with("target", attack.target(), null)
                .with("warm-up", attack.warmUp(), Mimic.DEFAULT_WARM_UP));
  }

  private static Offer<Attack> oneCoordinate() {
    return Offer.of(
        StandardAttacks.entry(
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
        StandardAttacks.entry(
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
        StandardAttacks.entry(
            "min-sum",
            List.of(DIRECTION),
            "O(d h^2)",
            NDSS,
            "as far in sum as the honest row farthest from the rest"),
        MinSum.class,
        arguments -> new MinSum(arguments.choice("direction", Direction.DEVIATION)),
        attack -> Arguments.NONE.with("direction", attack.direction(), Direction.DEVIATION));
  }

  private static Offer<Attack> stale() {
    return Offer.of(
        StandardAttacks.entry(
            "stale",
            List.of(Parameter.integer("r", "age in rounds of the gradient sent")),
            "O(d m), r m d memory",
            "",
            "its own honest gradient of r rounds ago"),
        Stale.class,
        arguments -> new Stale(arguments.integer("r")),
        attack -> Arguments.NONE.with("r", attack.rounds()));
  }
}
