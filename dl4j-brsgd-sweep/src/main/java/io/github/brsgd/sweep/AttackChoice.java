package io.github.brsgd.sweep;

import java.io.Serializable;
import java.util.Objects;

/**
 * One point of an {@link AttackSpace}: what the Byzantine nodes send, and which they are.
 *
 * @param attack text of an attack of the catalogue, such as {@code alie:z=1.5}
 * @param changing whether other nodes attack in each round (Definition 2.1 allows it); else always
 *     the same
 * @since 0.2
 */
public record AttackChoice(String attack, boolean changing) implements Serializable {

  /** Checks that there is an attack. */
  public AttackChoice {
    Objects.requireNonNull(attack, "attack");
  }
}
