package io.github.brsgd.sweep;

import io.github.brsgd.attack.Knowledge;
import io.github.brsgd.checks.Check;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * An attack of a {@link TrialPlan} that is not named but searched, for each candidate anew: the one
 * that hurts this candidate most of those that an {@link AttackSearch} tries. As text {@code
 * search:budget=16,knowledge=full}.
 *
 * <p>The search sees the seeds of the plan; the candidate is scored under what it found on as many
 * other seeds, so that an attack that was lucky on a seed does not count as strong. The same nodes
 * attack in each round.
 *
 * @param budget runs of the search at most, with all seeds of an attack; at least 1
 * @param knowledge what the adversary may know
 * @since 0.2
 */
public record SearchedAttack(int budget, Knowledge knowledge) {

  /** Two generations of attacks with one seed. */
  private static final int BUDGET = 16;

  private static final String ID = "search";

  /** Checks the budget. */
  public SearchedAttack {
    Check.atLeast(1, "search: budget", budget);
    Objects.requireNonNull(knowledge, "knowledge");
  }

  /**
   * Whether a text of a plan means an attack that is searched.
   *
   * @param text of an attack
   * @return false for the text of an attack of the catalogue
   */
  public static boolean isText(String text) {
    return text.equals(ID) || text.startsWith(ID + ":");
  }

  /**
   * Reads {@code search}, {@code search:budget=N}, {@code search:budget=N,knowledge=LEVEL}.
   *
   * @param text as typed; what it leaves out is budget=16 and knowledge=full
   * @return what it means
   * @throws IllegalArgumentException if it is none, or a key is unknown or there twice
   */
  public static SearchedAttack parse(String text) {
    if (!isText(text)) {
      throw new IllegalArgumentException(
          "adversary: need search[:budget=N,knowledge=LEVEL], got '" + text + "'");
    }
    int budget = BUDGET;
    Knowledge knowledge = Knowledge.FULL;
    for (Map.Entry<String, String> key : keys(text).entrySet()) {
      switch (key.getKey()) {
        case "budget" -> budget = number(key.getValue());
        case "knowledge" -> knowledge = level(key.getValue());
        default ->
            throw new IllegalArgumentException(
                "search: unknown key '" + key.getKey() + "', need budget or knowledge");
      }
    }
    return new SearchedAttack(budget, knowledge);
  }

  private static Map<String, String> keys(String text) {
    Map<String, String> keys = new HashMap<>();
    if (text.equals(ID)) {
      return keys;
    }
    for (String pair : text.substring(ID.length() + 1).split(",", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length < 2) {
        throw new IllegalArgumentException("search: need key=value, got '" + pair + "'");
      }
      if (keys.put(parts[0], parts[1]) != null) {
        throw new IllegalArgumentException("search: " + parts[0] + " is there twice");
      }
    }
    return keys;
  }

  private static int number(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "search: budget: need a whole number, got '" + value + "'", e);
    }
  }

  private static Knowledge level(String value) {
    return Arrays.stream(Knowledge.values())
        .filter(level -> word(level).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "search: knowledge: need one of "
                        + Arrays.stream(Knowledge.values())
                            .map(SearchedAttack::word)
                            .collect(Collectors.joining(", "))
                        + ", got '"
                        + value
                        + "'"));
  }

  private static String word(Knowledge level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The seeds on which a candidate is scored, none of which the search has seen.
   *
   * @param searched the seeds that it sees
   * @return as many, from behind the last of them
   */
  public static List<Long> fresh(List<Long> searched) {
    long behind =
        searched.stream().mapToLong(Long::longValue).max().orElseThrow()
            - searched.stream().mapToLong(Long::longValue).min().orElseThrow()
            + 1;
    return searched.stream().map(seed -> seed + behind).toList();
  }

  /** The text of it, with all keys. */
  @Override
  public String toString() {
    return ID + ":budget=" + budget + ",knowledge=" + word(knowledge);
  }
}
