package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.GaussianNoise;
import io.github.brsgd.attack.NonFinite;
import io.github.brsgd.attack.Zero;
import java.util.List;

/** The attacks that look at no honest row. */
final class BlindAttacks {

  private BlindAttacks() {}

  static List<Offer<Attack>> all() {
    return List.of(gaussian(), nonFinite(), zero());
  }

  private static Offer<Attack> gaussian() {
    return Offer.of(
        CatalogEntry.attack(
            "gaussian",
            List.of(
                Parameter.number("sigma", "standard deviation of each coordinate")
                    .otherwise(MemberText.of(GaussianNoise.DEFAULT_SIGMA))),
            "O(d) per attacker",
            "Blanchard et al., NeurIPS 2017",
            "independent normal noise"),
        GaussianNoise.class,
        arguments -> new GaussianNoise(arguments.number("sigma", GaussianNoise.DEFAULT_SIGMA)),
        attack -> Arguments.NONE.with("sigma", attack.sigma(), GaussianNoise.DEFAULT_SIGMA));
  }

  private static Offer<Attack> nonFinite() {
    return Offer.of(
        CatalogEntry.attack(
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
        CatalogEntry.attack("zero", List.of(), "O(d)", "", "nothing learned"),
        Zero.class,
        arguments -> new Zero(),
        attack -> Arguments.NONE);
  }
}
