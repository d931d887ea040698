package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.Knowledge;
import io.github.brsgd.attack.PoisonedFl;
import io.github.brsgd.attack.RelocatedOrthogonalPerturbation;
import java.util.List;

/** The attacks that go by what the server did before. */
final class HistoryAttacks {

  private HistoryAttacks() {}

  static List<Offer<Attack>> all() {
    return List.of(rop(), poisonedFl());
  }

  private static Offer<Attack> rop() {
    return Offer.of(
        CatalogEntry.attack(
            "rop",
            List.of(
                Parameter.number("lambda", "weight of the previous aggregate in the reference")
                    .otherwise(MemberText.of(RelocatedOrthogonalPerturbation.DEFAULT_LAMBDA)),
                Parameter.number("theta", "degrees between the step and the reference")
                    .otherwise(MemberText.of(RelocatedOrthogonalPerturbation.DEFAULT_THETA)),
                Parameter.number("pi", "weight of the previous aggregate where the step begins")
                    .otherwise(MemberText.of(RelocatedOrthogonalPerturbation.DEFAULT_PI)),
                Parameter.number("z", "length of the step")
                    .otherwise(MemberText.of(RelocatedOrthogonalPerturbation.DEFAULT_Z)),
                Parameter.knowledge(Knowledge.FULL, Knowledge.PARTIAL)),
            "O(d h)",
            "Ozfatura et al., TIFS 2024",
            "a step across the run's direction, from the previous aggregate"),
        RelocatedOrthogonalPerturbation.class,
        arguments ->
            new RelocatedOrthogonalPerturbation(
                arguments.number("lambda", RelocatedOrthogonalPerturbation.DEFAULT_LAMBDA),
                arguments.number("theta", RelocatedOrthogonalPerturbation.DEFAULT_THETA),
                arguments.number("pi", RelocatedOrthogonalPerturbation.DEFAULT_PI),
                arguments.number("z", RelocatedOrthogonalPerturbation.DEFAULT_Z),
                arguments.choice("knowledge", Knowledge.FULL)),
        attack ->
            Arguments.NONE
                .with("lambda", attack.lambda(), RelocatedOrthogonalPerturbation.DEFAULT_LAMBDA)
                .with("theta", attack.theta(), RelocatedOrthogonalPerturbation.DEFAULT_THETA)
                .with("pi", attack.pi(), RelocatedOrthogonalPerturbation.DEFAULT_PI)
                .with("z", attack.z(), RelocatedOrthogonalPerturbation.DEFAULT_Z)
                .with("knowledge", attack.knowledge(), Knowledge.FULL));
  }

  private static Offer<Attack> poisonedFl() {
    return Offer.of(
        CatalogEntry.attack(
            "poisoned-fl",
            List.of(
                Parameter.number("c", "length over that of the previous aggregate, at first")
                    .otherwise(MemberText.of(PoisonedFl.DEFAULT_C))),
            "O(d) per attacker, 2 + attackers rows of memory",
            "Xie et al., CVPR 2025",
            "the same signs round after round; needs no honest rows"),
        PoisonedFl.class,
        arguments -> new PoisonedFl(arguments.number("c", PoisonedFl.DEFAULT_C)),
        attack -> Arguments.NONE.with("c", attack.c(), PoisonedFl.DEFAULT_C));
  }
}
