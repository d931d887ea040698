package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.Aggregator;
import java.util.OptionalInt;

/** Rules within the texts of others, as {@code krum:q=4} in {@code ctma:q=4,base=krum:q=4}. */
interface RuleTexts {

  /** The rule that a text names; its links that lack a q take this one, where there is one. */
  Aggregator read(String text, OptionalInt q);

  /** The canonical text of a rule. */
  String write(Aggregator rule);
}
