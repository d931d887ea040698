package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.checks.Check;

/**
 * Sends noise, drawn anew by each attacker in each round.
 *
 * <pre>x_b ~ N(0, sigma^2 I),  independent of all else</pre>
 *
 * <p>The weakest of the attacks that break plain averaging: it needs to know nothing, and any rule
 * that looks at distances sees it. Cost: O(d) per attacker, in parallel.
 *
 * @param sigma standard deviation of each coordinate, positive and finite
 * @see <a href="https://papers.nips.cc/paper/6617">Blanchard, El Mhamdi, Guerraoui and Stainer,
 *     "Machine learning with adversaries: Byzantine tolerant gradient descent", NeurIPS 2017</a>
 * @since 0.1
 */
public record GaussianNoise(double sigma) implements Attack {

  /** The deviation unless set, as in the paper's experiments. */
  public static final double DEFAULT_SIGMA = 200;

  /** Checks sigma. */
  public GaussianNoise {
    Check.positive("GaussianNoise", "sigma", sigma);
  }

  /** Noise of {@link #DEFAULT_SIGMA}. */
  public GaussianNoise() {
    this(DEFAULT_SIGMA);
  }

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
    Drawn.send(context, random -> entry -> sigma * random.nextGaussian());
  }

  @Override
  public String toString() {
    return new MemberText("gaussian").with("sigma", sigma, DEFAULT_SIGMA).toString();
  }
}
