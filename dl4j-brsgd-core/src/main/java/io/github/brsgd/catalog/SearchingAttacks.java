package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.Direction;
import io.github.brsgd.attack.FangKrum;
import io.github.brsgd.attack.FangTrim;
import io.github.brsgd.attack.Knowledge;
import io.github.brsgd.attack.MinMax;
import io.github.brsgd.attack.MinSum;
import io.github.brsgd.attack.OneCoordinate;
import io.github.brsgd.attack.OptimalALittleIsEnough;
import io.github.brsgd.attack.OptimalInnerProductManipulation;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The attacks that go as far as they can: against the server's own rule, or within the honest rows'
 * distances.
 */
final class SearchingAttacks {

  private static final String NDSS = "Shejwalkar and Houmansadr, NDSS 2021";

  private static final String FANG = "Fang et al., USENIX Security 2020";

  private static final Parameter DIRECTION =
      Parameter.choice("direction", Direction.class, "where the forged row leaves the honest mean")
          .otherwise("deviation");

  private static final Parameter KNOWLEDGE = Parameter.knowledge(Knowledge.FULL, Knowledge.PARTIAL);

  private SearchingAttacks() {}

  static List<Offer<Attack>> all() {
    return List.of(
        optimalIpm(), optimalAlie(), oneCoordinate(), minMax(), minSum(), fangKrum(), fangTrim());
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
            List.of(DIRECTION, KNOWLEDGE),
            "O(d h^2)",
            NDSS,
            "as far as the two honest rows farthest apart"),
        MinMax.class,
        arguments -> directed(arguments, MinMax::new),
        attack -> directed(attack.direction(), attack.knowledge()));
  }

  private static Offer<Attack> minSum() {
    return Offer.of(
        CatalogEntry.attack(
            "min-sum",
            List.of(DIRECTION, KNOWLEDGE),
            "O(d h^2)",
            NDSS,
            "as far in sum as the honest row farthest from the rest"),
        MinSum.class,
        arguments -> directed(arguments, MinSum::new),
        attack -> directed(attack.direction(), attack.knowledge()));
  }

  private static <T> T directed(Arguments arguments, BiFunction<Direction, Knowledge, T> attack) {
    return attack.apply(
        arguments.choice("direction", Direction.DEVIATION),
        arguments.choice("knowledge", Knowledge.FULL));
  }

  private static Arguments directed(Direction direction, Knowledge knowledge) {
    return Arguments.NONE
        .with("direction", direction, Direction.DEVIATION)
        .with("knowledge", knowledge, Knowledge.FULL);
  }

  private static Offer<Attack> fangKrum() {
    return Offer.of(
        CatalogEntry.attack(
            "fang-krum",
            List.of(KNOWLEDGE),
            "O(d h^2), up to 17 aggregations",
            FANG,
            "against the signs of the honest mean, as far as the rule still picks it"),
        FangKrum.class,
        arguments -> new FangKrum(arguments.choice("knowledge", Knowledge.FULL)),
        attack -> Arguments.NONE.with("knowledge", attack.knowledge(), Knowledge.FULL));
  }

  private static Offer<Attack> fangTrim() {
    return Offer.of(
        CatalogEntry.attack(
            "fang-trim",
            List.of(
                Parameter.number("b", "how far beyond the honest extremes values reach")
                    .otherwise(MemberText.of(FangTrim.DEFAULT_B)),
                KNOWLEDGE),
            "O(d h)",
            FANG,
            "beyond the honest extreme of each coordinate, against the mean's sign"),
        FangTrim.class,
        arguments ->
            new FangTrim(
                arguments.number("b", FangTrim.DEFAULT_B),
                arguments.choice("knowledge", Knowledge.FULL)),
        attack ->
            Arguments.NONE
                .with("b", attack.b(), FangTrim.DEFAULT_B)
                .with("knowledge", attack.knowledge(), Knowledge.FULL));
  }
}
