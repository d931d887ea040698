package io.github.brsgd.cli.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The results of a comparison by rule and attack, and the worst of the attacks for each rule.
 *
 * @param comparison rows, columns and seeds
 * @param results what is known so far, in any order
 * @since 0.1
 */
public record ResultMatrix(Comparison comparison, List<CellResult> results) {

  /** Copies the list. */
  public ResultMatrix {
    Objects.requireNonNull(comparison, "comparison");
    results = List.copyOf(results);
  }

  /**
   * A cell.
   *
   * @param rule its row
   * @param attack its column
   * @return what is known of it
   */
  public CellSummary cell(String rule, String attack) {
    return new CellSummary(
        rule,
        attack,
        results.stream().filter(r -> r.rule().equals(rule) && r.attack().equals(attack)).toList());
  }

  /**
   * The attacks; the column in which nobody attacks is not among them.
   *
   * @return their texts, in the order of the columns
   */
  public List<String> attacks() {
    return comparison.attacks().stream().filter(a -> !a.equals(Comparison.NOBODY)).toList();
  }

  /**
   * The attack under which a rule does worst, as far as it is known.
   *
   * @param rule a row
   * @return its cell; empty if nothing is known
   */
  public Optional<CellSummary> worst(String rule) {
    return attacks().stream()
        .map(attack -> cell(rule, attack))
        .filter(CellSummary::isKnown)
        .min(Comparator.comparingDouble(CellSummary::value));
  }

  /**
   * The rules by their accuracy in the worst case.
   *
   * @return best first; those of which nothing is known last
   */
  public List<String> ranking() {
    return comparison.rules().stream()
        .sorted(Comparator.comparingDouble(this::worstValue).reversed())
        .toList();
  }

  private double worstValue(String rule) {
    return worst(rule).map(CellSummary::value).orElse(Double.NEGATIVE_INFINITY);
  }

  /**
   * How many nodes attack a rule.
   *
   * @param rule a row
   * @return as many as its runs tell; empty if none was run
   */
  public OptionalInt attackers(String rule) {
    return results.stream()
        .filter(r -> r.rule().equals(rule) && !r.attack().equals(Comparison.NOBODY))
        .mapToInt(CellResult::attackers)
        .findFirst();
  }

  /**
   * The rule, with its attackers where they are fewer than in other rows.
   *
   * @param rule a row
   * @return its label
   */
  public String label(String rule) {
    OptionalInt attackers = attackers(rule);
    return attackers.isEmpty() || attackers.getAsInt() == comparison.attackers()
        ? rule
        : rule
            + " ("
            + attackers.getAsInt()
            + (attackers.getAsInt() == 1 ? " attacker)" : " attackers)");
  }
}
