package io.github.brsgd.training;

import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackerSelection;
import io.github.brsgd.attack.DataPoisoning;
import io.github.brsgd.attack.FixedAttackers;
import io.github.brsgd.checks.Check;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/** What the adversary of a simulated run is set to. */
record AdversarySettings(
    Optional<Attack> attack,
    Optional<DataPoisoning> poisoning,
    int attackers,
    AttackerSelection selection) {

  /** Nobody attacks. */
  static final AdversarySettings NONE =
      new AdversarySettings(Optional.empty(), Optional.empty(), 0, new FixedAttackers());

  AdversarySettings {
    Objects.requireNonNull(attack, "attack");
    Objects.requireNonNull(poisoning, "poisoning");
    Objects.requireNonNull(selection, "selection");
  }

  AdversarySettings withAttack(Attack behaviour) {
    return new AdversarySettings(Optional.of(behaviour), poisoning, attackers, selection);
  }

  AdversarySettings withPoisoning(DataPoisoning alteration) {
    return new AdversarySettings(attack, Optional.of(alteration), attackers, selection);
  }

  AdversarySettings withAttackers(int count) {
    return new AdversarySettings(attack, poisoning, count, selection);
  }

  AdversarySettings withSelection(AttackerSelection choice) {
    return new AdversarySettings(attack, poisoning, attackers, choice);
  }

  /** Checks what goes together, and with so many nodes. */
  void check(int nodes) {
    Check.atLeast(0, "attackers", attackers);
    if (attackers >= nodes) {
      throw new IllegalArgumentException(
          "attackers: need at least one honest node, got attackers="
              + attackers
              + ", nodes="
              + nodes);
    }
    if (attack.isPresent() && poisoning.isPresent()) {
      throw new IllegalArgumentException(
          "attack: the Byzantine nodes either forge updates or poison data, got "
              + attack.get()
              + " and "
              + poisoning.get());
    }
    Optional<? extends Serializable> behaviour = attack.isPresent() ? attack : poisoning;
    if (behaviour.isPresent() != (attackers > 0)) {
      throw new IllegalArgumentException(
          behaviour.isPresent()
              ? "attackers: the attack " + behaviour.get() + " needs attackers(n) with n >= 1"
              : "attack: " + attackers + " attackers need an attack or a poisoning");
    }
  }

  /** Who is who in a round. */
  Roles roles(int nodes, int round) {
    return attackers == 0
        ? Roles.of(nodes)
        : Roles.of(nodes, selection.select(nodes, attackers, round));
  }
}
