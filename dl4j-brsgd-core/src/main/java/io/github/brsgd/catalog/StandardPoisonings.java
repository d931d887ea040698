package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.attack.Backdoor;
import io.github.brsgd.attack.DataPoisoning;
import io.github.brsgd.attack.DistributedBackdoor;
import io.github.brsgd.attack.LabelFlip;
import java.util.List;

/** The data poisonings of this library. */
final class StandardPoisonings {

  private StandardPoisonings() {}

  static List<Offer<DataPoisoning>> all() {
    return List.of(labelFlip(), backdoor(), distributedBackdoor());
  }

  private static Offer<DataPoisoning> labelFlip() {
    return Offer.of(
        CatalogEntry.attack(
            "label-flip",
            List.of(
                Parameter.integer("from", "the class relabelled").otherwise("all"),
                Parameter.integer("to", "its new label").otherwise("classes-1-y")),
            "O(n)",
            "Tolpegin et al., ESORICS 2020",
            "every class becomes its mirror image, or one becomes another"),
        LabelFlip.class,
        arguments ->
            new LabelFlip(arguments.optionalInteger("from"), arguments.optionalInteger("to")),
        poisoning ->
            Arguments.NONE.with("from", poisoning.from(), null).with("to", poisoning.to(), null));
  }

  private static List<Parameter> stamp() {
    return List.of(
        Parameter.integer("target", "the label wanted"),
        Parameter.integer("size", "side of the stamped square in pixels")
            .otherwise(Integer.toString(Backdoor.DEFAULT_SIZE)),
        Parameter.number("value", "its pixels' value after scaling")
            .otherwise(MemberText.of(Backdoor.DEFAULT_VALUE)),
        Parameter.number("share", "probability that an example is stamped")
            .otherwise(MemberText.of(Backdoor.DEFAULT_SHARE)));
  }

  private static Offer<DataPoisoning> backdoor() {
    return Offer.of(
        CatalogEntry.attack(
            "backdoor",
            stamp(),
            "O(n)",
            "Gu et al. 2017; Bagdasaryan et al., AISTATS 2020",
            "a stamp in the corner of an image stands for the target label"),
        Backdoor.class,
        arguments -> stamped(arguments, Backdoor::new),
        stamp -> stamp(stamp.target(), stamp.size(), stamp.value(), stamp.share()));
  }

  private static Offer<DataPoisoning> distributedBackdoor() {
    return Offer.of(
        CatalogEntry.attack(
            "distributed-backdoor",
            stamp(),
            "O(n)",
            "Xie et al., ICLR 2020",
            "each attacker stamps its part of the stamp that stands for the target label"),
        DistributedBackdoor.class,
        arguments -> stamped(arguments, DistributedBackdoor::new),
        stamp -> stamp(stamp.target(), stamp.size(), stamp.value(), stamp.share()));
  }

  /** Makes a poisoning of the parameters of a stamp. */
  @FunctionalInterface
  private interface Stamped<T> {
    T of(int target, int size, double value, double share);
  }

  private static <T> T stamped(Arguments arguments, Stamped<T> poisoning) {
    return poisoning.of(
        arguments.integer("target"),
        arguments.integer("size", Backdoor.DEFAULT_SIZE),
        arguments.number("value", Backdoor.DEFAULT_VALUE),
        arguments.number("share", Backdoor.DEFAULT_SHARE));
  }

  private static Arguments stamp(int target, int size, double value, double share) {
    return Arguments.NONE
        .with("target", target)
        .with("size", size, Backdoor.DEFAULT_SIZE)
        .with("value", value, Backdoor.DEFAULT_VALUE)
        .with("share", share, Backdoor.DEFAULT_SHARE);
  }
}
