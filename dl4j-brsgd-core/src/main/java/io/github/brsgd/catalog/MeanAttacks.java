package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.attack.ALittleIsEnough;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.InnerProductManipulation;
import io.github.brsgd.attack.Knowledge;
import io.github.brsgd.attack.Omniscient;
import io.github.brsgd.attack.SignFlipping;
import java.util.List;

/** The attacks that shift or turn around the honest mean, by a factor that is given. */
final class MeanAttacks {

  private MeanAttacks() {}

  static List<Offer<Attack>> all() {
    return List.of(signFlip(), ipm(), omniscient(), alie());
  }

  private static Offer<Attack> signFlip() {
    return Offer.of(
        CatalogEntry.attack(
            "sign-flip",
            List.of(
                Parameter.flag("own", "each attacker flips its own gradient").otherwise("false"),
                Parameter.number("scale", "factor of the flipped row").otherwise("1"),
                Parameter.knowledge(Knowledge.values())),
            "O(d h)",
            "Li et al., AAAI 2019",
            "the honest mean turned around"),
        SignFlipping.class,
        MeanAttacks::signFlip,
        attack ->
            Arguments.NONE
                .with("own", attack.own(), false)
                .with("scale", attack.scale(), 1.0)
                .with("knowledge", attack.knowledge(), known(attack.own())));
  }

  /** Knowing nothing but one's own row is flipping one's own row, whichever of them is said. */
  private static SignFlipping signFlip(Arguments arguments) {
    boolean none = arguments.choice("knowledge", Knowledge.FULL) == Knowledge.NONE;
    boolean own = arguments.flag("own", none);
    return new SignFlipping(
        own, arguments.number("scale", 1), arguments.choice("knowledge", known(own)));
  }

  private static Knowledge known(boolean own) {
    return own ? Knowledge.NONE : Knowledge.FULL;
  }

  private static Offer<Attack> ipm() {
    return Offer.of(
        CatalogEntry.attack(
            "ipm",
            List.of(
                Parameter.number("tau", "factor of the negative honest mean")
                    .otherwise(MemberText.of(InnerProductManipulation.DEFAULT_TAU)),
                Parameter.knowledge(Knowledge.values())),
            "O(d h)",
            "Xie et al., UAI 2019",
            "inner product manipulation: -tau times the honest mean"),
        InnerProductManipulation.class,
        arguments ->
            new InnerProductManipulation(
                arguments.number("tau", InnerProductManipulation.DEFAULT_TAU),
                arguments.choice("knowledge", Knowledge.FULL)),
        attack ->
            Arguments.NONE
                .with("tau", attack.tau(), InnerProductManipulation.DEFAULT_TAU)
                .with("knowledge", attack.knowledge(), Knowledge.FULL));
  }

  private static Offer<Attack> omniscient() {
    return Offer.of(
        CatalogEntry.attack(
            "omniscient",
            List.of(
                Parameter.number("scale", "factor of the negative honest sum")
                    .otherwise(MemberText.of(Omniscient.DEFAULT_SCALE))),
            "O(d h)",
            "Blanchard et al., NeurIPS 2017",
            "-scale times the honest sum, capped at the largest finite value"),
        Omniscient.class,
        arguments -> new Omniscient(arguments.number("scale", Omniscient.DEFAULT_SCALE)),
        attack -> Arguments.NONE.with("scale", attack.scale(), Omniscient.DEFAULT_SCALE));
  }

  private static Offer<Attack> alie() {
    return Offer.of(
        CatalogEntry.attack(
            "alie",
            List.of(
                Parameter.number("z", "honest deviations added to the honest mean")
                    .otherwise("the paper's, from m and the attackers"),
                Parameter.knowledge(Knowledge.FULL, Knowledge.PARTIAL)),
            "O(d h)",
            "Baruch et al., NeurIPS 2019",
            "a little is enough: the honest mean moved within the noise"),
        ALittleIsEnough.class,
        arguments ->
            new ALittleIsEnough(
                arguments.has("z") ? arguments.number("z") : null,
                arguments.choice("knowledge", Knowledge.FULL)),
        attack ->
            Arguments.NONE
                .with("z", attack.z(), null)
                .with("knowledge", attack.knowledge(), Knowledge.FULL));
  }
}
