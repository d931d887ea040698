package io.github.brsgd.catalog;

import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.Mimic;
import io.github.brsgd.attack.Stale;
import java.util.List;

/** The attacks that send what a node has computed honestly. */
final class ReplayAttacks {

  private ReplayAttacks() {}

  static List<Offer<Attack>> all() {
    return List.of(mimic(), stale());
  }

  private static Offer<Attack> mimic() {
    return Offer.of(
        CatalogEntry.attack(
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

  private static Offer<Attack> stale() {
    return Offer.of(
        CatalogEntry.attack(
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
