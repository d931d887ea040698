package io.github.brsgd.cli;

import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.catalog.CatalogProvider;
import io.github.brsgd.catalog.Offer;
import java.util.List;

/** An attack of a user's that breaks in a round, with an error or not. */
record UsersAttack(int round, boolean error) implements Attack {

  private static final long serialVersionUID = 1;

  @Override
  public void forge(AttackContext context) {
    if (context.round() == round) {
      if (error) {
        throw new AssertionError("a user's error");
      }
      throw new IllegalStateException("a user's mistake");
    }
  }

  /** Gives it a name. */
  public static final class Provider implements CatalogProvider {

    /** For the service loader. */
    public Provider() {}

    @Override
    public List<Offer<Attack>> attacks() {
      return List.of(
          Offer.ofRecord(
              UsersAttack.class, "users-attack", "breaks", "", "when it breaks", "how it breaks"));
    }
  }
}
