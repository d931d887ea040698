package io.github.brsgd.cli.experiment;

import io.github.brsgd.catalog.Catalog;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What tables have to say of attacks that are none for the numbers at hand.
 *
 * @since 0.2
 */
public final class Caveats {

  /** Behind what stands under an attack of which one has to know something. */
  public static final String MARK = "°";

  private final Catalog catalog = Catalog.standard();
  private final int nodes;

  /**
   * Caveats of runs.
   *
   * @param nodes m
   */
  public Caveats(int nodes) {
    this.nodes = nodes;
  }

  /**
   * What to know of an attack.
   *
   * @param attack as the catalogue reads it; of no interest without attackers
   * @param attackers how many attack
   * @return a sentence without its full stop; mostly empty
   */
  public Optional<String> of(String attack, int attackers) {
    try {
      return attackers == 0 || catalog.isPoisoning(attack)
          ? Optional.empty()
          : catalog.attack(attack).caveat(nodes, attackers);
    } catch (IllegalArgumentException e) {
      // Results are shown where the attack of a user's own is not at hand.
      return Optional.empty();
    }
  }

  /**
   * What the mark in a table means.
   *
   * @param caveats those met in it
   * @return a sentence with a space before it; empty if there are none
   */
  public static String legend(Collection<String> caveats) {
    List<String> distinct = caveats.stream().distinct().toList();
    return distinct.isEmpty() ? "" : " " + MARK + ": " + String.join("; ", distinct) + ".";
  }
}
