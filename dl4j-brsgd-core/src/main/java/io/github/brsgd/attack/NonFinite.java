package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sends values that break arithmetic.
 *
 * <p>One such row turns a plain average into NaN. A server that screens its rows sees all kinds but
 * {@link Kind#MAX}, which is finite and overflows in a sum or a square. Cost: O(d).
 *
 * @param kind what is sent
 * @since 0.1
 */
public record NonFinite(Kind kind) implements Attack {

  /** The values sent. */
  public enum Kind {
    /** NaN in every coordinate. */
    NAN,
    /** The attacker's own gradient with NaN in its last coordinate. */
    ONE_NAN,
    /** Plus infinity in every coordinate. */
    INF,
    /** Minus infinity in every coordinate. */
    MINUS_INF,
    /** The largest float in every coordinate. */
    MAX
  }

  /** Checks that a kind is given. */
  public NonFinite {
    Objects.requireNonNull(kind, "kind");
  }

  @Override
  public boolean readsOwnRows() {
    return kind == Kind.ONE_NAN;
  }

  @Override
  public Knowledge knowledge() {
    return Knowledge.NONE;
  }

  @Override
  public void forge(AttackContext context) {
    for (int node : context.byzantine()) {
      INDArray row = context.ownRow(node);
      switch (kind) {
        case NAN -> row.assign(Double.NaN);
        case ONE_NAN -> row.putScalar(row.length() - 1, Double.NaN);
        case INF -> row.assign(Double.POSITIVE_INFINITY);
        case MINUS_INF -> row.assign(Double.NEGATIVE_INFINITY);
        case MAX -> row.assign(Float.MAX_VALUE);
      }
    }
  }

  @Override
  public String toString() {
    return new MemberText("non-finite").with("kind", kind, Kind.NAN).toString();
  }
}
