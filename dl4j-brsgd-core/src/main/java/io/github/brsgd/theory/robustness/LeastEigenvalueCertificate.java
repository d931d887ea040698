package io.github.brsgd.theory.robustness;

import java.util.OptionalDouble;

/**
 * SMEA, the mean of the m-q rows N whose covariance has the least largest eigenvalue: {@code kappa
 * = 4 r}, four times the floor.
 *
 * <p>Derivation. Let W = N and S in common, a share {@code w >= (m-2q)/(m-q)} of either. In a set
 * of variance l along a unit vector v the mean of a share w lies within {@code sqrt(l (1-w)/w)} of
 * the set's mean along v: the rest lies w/(1-w) as far on the other side, so {@code l >= w t^2 +
 * (1-w) (t w/(1-w))^2 = t^2 w/(1-w)} for a distance t. Here {@code (1-w)/w <= q/(m-2q) = r}. Take v
 * along A - xbar, and once N, once S for the set:
 *
 * <pre>
 * ||A - xbar||  &lt;=  sqrt(r l_N) + sqrt(r l_S)  &lt;=  2 sqrt(r l_S)  &lt;=  2 sqrt(r spread)
 * </pre>
 *
 * <p>with l the largest eigenvalue, which is at most the trace.
 *
 * @since 0.2
 */
public record LeastEigenvalueCertificate() implements Certificate {

  @Override
  public OptionalDouble kappa(Minority minority) {
    return OptionalDouble.of(4 * minority.ratio());
  }
}
