package io.github.brsgd.cli.experiment;

import io.github.brsgd.checks.Check;
import java.util.Objects;

/**
 * Who attacks and how.
 *
 * @param attack text of an attack or a data poisoning; empty if nobody attacks
 * @param attackers how many nodes really attack
 * @param changing whether other nodes attack in each round (Definition 2.1 allows it); else always
 *     the last ones
 * @since 0.1
 */
public record Adversary(String attack, int attackers, boolean changing) {

  /** The attack that is none. */
  public static final String NONE = "";

  /** Checks that attack and attackers go together. */
  public Adversary {
    Objects.requireNonNull(attack, "attack");
    Check.atLeast(0, "attackers", attackers);
    if (attack.isEmpty() && attackers > 0) {
      throw new IllegalArgumentException(
          "attack: " + attackers + " attackers need an attack, such as ipm:tau=10");
    }
    if (!attack.isEmpty() && attackers == 0) {
      throw new IllegalArgumentException(
          "attackers: the attack " + attack + " needs attackers, got 0");
    }
  }
}
