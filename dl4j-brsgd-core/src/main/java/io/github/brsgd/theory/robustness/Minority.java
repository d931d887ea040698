package io.github.brsgd.theory.robustness;

/**
 * q Byzantine nodes among m, and what no rule can escape.
 *
 * @param nodes m, at least 2q+1
 * @param byzantine q, at least 0
 * @since 0.2
 */
public record Minority(int nodes, int byzantine) {

  /** Checks {@code m >= 2q+1}. */
  public Minority {
    if (byzantine < 0 || nodes < 2L * byzantine + 1) {
      throw new IllegalArgumentException(
          "robustness: need q >= 0 and m >= 2q+1, got m=" + nodes + ", q=" + byzantine);
    }
  }

  /**
   * The honest nodes.
   *
   * @return m-q
   */
  public int honest() {
    return nodes - byzantine;
  }

  /**
   * The letter of the certificates.
   *
   * @return {@code r = q/(m-2q)}, so that {@code 1 + r = (m-q)/(m-2q)}
   */
  public double ratio() {
    return (double) byzantine / (nodes - 2 * byzantine);
  }

  /**
   * The least kappa that any rule can have (Allouah et al., AISTATS 2023, proposition 6).
   *
   * <p>Let m-q rows be 0 and q rows be 1. The zeros are a set S without spread, so A = 0. The ones
   * and m-2q of the zeros are another, of mean {@code q/(m-q)} and spread {@code q(m-2q)/(m-q)^2}:
   * there the error squared is r times the spread.
   *
   * @return r
   */
  public double floor() {
    return ratio();
  }

  /**
   * The price of robustness without an attack: by how much a mean of m-q independent rows varies
   * more than the mean of all m, {@code (s2/(m-q)) / (s2/m) = 1 + q/(m-q)}.
   *
   * @return {@code q/(m-q)}
   */
  public double price() {
    return (double) byzantine / honest();
  }
}
