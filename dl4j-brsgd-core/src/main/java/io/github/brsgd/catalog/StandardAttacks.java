package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.attack.ALittleIsEnough;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.GaussianNoise;
import io.github.brsgd.attack.InnerProductManipulation;
import io.github.brsgd.attack.NonFinite;
import io.github.brsgd.attack.Omniscient;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.attack.Zero;
import java.util.List;

/** The attacks that look at the honest rows once, or not at all. */
final class StandardAttacks {

  private StandardAttacks() {}

  static List<Offer<Attack>> all() {
    return List.of(signFlip(), ipm(), omniscient(), gaussian(), alie(), nonFinite(), zero());
  }

  private static Offer<Attack> signFlip() {
    return Offer.of(
        entry(
            "sign-flip",
            List.of(
                Parameter.flag("own", "each attacker flips its own gradient").otherwise("false"),
                Parameter.number("scale", "factor of the flipped row").otherwise("1")),
            "O(d h)",
            "Li et al., AAAI 2019",
            "the honest mean turned around"),
        SignFlipping.class,
        arguments -> new SignFlipping(arguments.flag("own", false), arguments.number("scale", 1)),
        attack ->
            Arguments.NONE.with("own", attack.own(), false).with("scale", attack.scale(), 1.0));
  }

  private static Offer<Attack> ipm() {
    return Offer.of(
        entry(
            "ipm",
            List.of(
                Parameter.number("tau", "factor of the negative honest mean")
                    .otherwise(number(InnerProductManipulation.DEFAULT_TAU))),
            "O(d h)",
            "Xie et al., UAI 2019",
            "inner product manipulation: -tau times the honest mean"),
        InnerProductManipulation.class,
        arguments ->
            new InnerProductManipulation(
                arguments.number("tau", InnerProductManipulation.DEFAULT_TAU)),
        attack -> Arguments.NONE.with("tau", attack.tau(), InnerProductManipulation.DEFAULT_TAU));
  }

  private static Offer<Attack> omniscient() {
    return Offer.of(
        entry(
            "omniscient",
            List.of(
                Parameter.number("scale", "factor of the negative honest sum")
                    .otherwise(number(Omniscient.DEFAULT_SCALE))),
            "O(d h)",
            "Blanchard et al., NeurIPS 2017",
            "-scale times the honest sum, capped at the largest finite value"),
        Omniscient.class,
        arguments -> new Omniscient(arguments.number("scale", Omniscient.DEFAULT_SCALE)),
        attack -> Arguments.NONE.with("scale", attack.scale(), Omniscient.DEFAULT_SCALE));
  }

  private static Offer<Attack> gaussian() {
    return Offer.of(
        entry(
            "gaussian",
            List.of(
                Parameter.number("sigma", "standard deviation of each coordinate")
                    .otherwise(number(GaussianNoise.DEFAULT_SIGMA))),
            "O(d) per attacker",
            "Blanchard et al., NeurIPS 2017",
            "independent normal noise"),
        GaussianNoise.class,
        arguments -> new GaussianNoise(arguments.number("sigma", GaussianNoise.DEFAULT_SIGMA)),
        attack -> Arguments.NONE.with("sigma", attack.sigma(), GaussianNoise.DEFAULT_SIGMA));
  }

  private static Offer<Attack> alie() {
    return Offer.of(
        entry(
            "alie",
            List.of(
                Parameter.number("z", "honest deviations added to the honest mean")
                    .otherwise("the paper's, from m and the attackers")),
            "O(d h)",
            "Baruch et al., NeurIPS 2019",
            "a little is enough: the honest mean moved within the noise"),
        ALittleIsEnough.class,
        arguments -> new ALittleIsEnough(arguments.has("z") ? arguments.number("z") : null),
        attack -> Arguments.NONE.with("z", attack.z(), null));
  }

  private static Offer<Attack> nonFinite() {
    return Offer.of(
        entry(
            "non-finite",
            List.of(
                Parameter.choice("kind", NonFinite.Kind.class, "what is sent").otherwise("nan")),
            "O(d)",
            "",
            "NaN, infinities or the largest float"),
        NonFinite.class,
        arguments -> new NonFinite(arguments.choice("kind", NonFinite.Kind.NAN)),
        attack -> Arguments.NONE.with("kind", attack.kind(), NonFinite.Kind.NAN));
  }

  private static Offer<Attack> zero() {
    return Offer.of(
        entry("zero", List.of(), "O(d)", "", "nothing learned"),
        Zero.class,
        arguments -> new Zero(),
        attack -> Arguments.NONE);
  }

  static CatalogEntry entry(
      String id, List<Parameter> parameters, String cost, String paper, String summary) {
    return new CatalogEntry(id, parameters, "", cost, "", paper, summary);
  }

  private static String number(double value) {
    return MemberText.of(value);
  }
}
