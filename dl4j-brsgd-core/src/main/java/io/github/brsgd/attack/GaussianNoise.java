package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.checks.Check;
import io.github.brsgd.linalg.KernelThreads;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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
    int d = context.length();
    DataType type = context.type();
    int[] nodes = context.byzantine();
    KernelThreads.forEach(
        nodes.length, i -> context.send(nodes[i], draw(context.random(nodes[i]), d, type)));
  }

  private INDArray draw(SplittableRandom random, int d, DataType type) {
    if (type == DataType.FLOAT) {
      float[] values = new float[d];
      for (int c = 0; c < d; c++) {
        values[c] = (float) (sigma * random.nextGaussian());
      }
      return Nd4j.createFromArray(values).reshape(1, d);
    }
    double[] values = new double[d];
    Arrays.setAll(values, c -> sigma * random.nextGaussian());
    return Nd4j.createFromArray(values).reshape(1, d);
  }

  @Override
  public String toString() {
    return new MemberText("gaussian").with("sigma", sigma, DEFAULT_SIGMA).toString();
  }
}
