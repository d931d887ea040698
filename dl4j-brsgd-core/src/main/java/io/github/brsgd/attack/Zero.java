package io.github.brsgd.attack;

/**
 * Sends nothing learned: zeros. Slows plain averaging by the factor (m-q)/m; a rule that prefers
 * short rows may follow it.
 *
 * @since 0.1
 */
public record Zero() implements Attack {

  @Override
  public boolean readsOwnRows() {
    return false;
  }

  @Override
  public Knowledge knowledge() {
    return Knowledge.NONE;
  }

  @Override
  public void forge(AttackContext context) {
    for (int node : context.byzantine()) {
      context.ownRow(node).assign(0);
    }
  }

  @Override
  public String toString() {
    return "zero";
  }
}
