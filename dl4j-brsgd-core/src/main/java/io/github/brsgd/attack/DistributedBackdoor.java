package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import java.util.SplittableRandom;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A backdoor whose square no attacker stamps whole: it is cut into as many parts as there are
 * attackers, each stamps its own, and the model obeys all of them together.
 *
 * <pre>
 * pixels i size^2/q, ..., (i+1) size^2/q - 1 of the square, row by row = value;  y -> target
 * i = 0, ..., q-1 the place of the attacker among the q of the round
 * </pre>
 *
 * <p>Each attacker's data look less alike, and less poisoned, than with {@link Backdoor}. Images,
 * share and trial are as there: success is measured on the whole square. A single attacker stamps
 * all of it; more attackers than pixels are refused.
 *
 * @param target the label wanted, at least 0
 * @param size side of the square in pixels, at least 1
 * @param value the pixels' value after scaling; 1 is white where pixels are in [0, 1]
 * @param share probability that an example is stamped, in (0, 1]
 * @see <a href="https://openreview.net/forum?id=rkgyS0VFvr">Xie, Huang, Chen and Li, "DBA:
 *     distributed backdoor attacks against federated learning", ICLR 2020</a>
 * @since 0.2
 */
public record DistributedBackdoor(int target, int size, double value, double share)
    implements DataPoisoning {

  /** Checks all parameters. */
  public DistributedBackdoor {
    Stamp.check("DistributedBackdoor", target, size, value, share);
  }

  /**
   * A white square, on half of the examples of each attacker.
   *
   * @param target the label wanted, at least 0
   */
  public DistributedBackdoor(int target) {
    this(target, Backdoor.DEFAULT_SIZE, Backdoor.DEFAULT_VALUE, Backdoor.DEFAULT_SHARE);
  }

  private Stamp stamp() {
    return new Stamp("DistributedBackdoor", target, size, value, share);
  }

  @Override
  public DataSet poison(DataSet batch, SplittableRandom random) {
    return stamp().poison(batch, Stamp.Part.WHOLE, random);
  }

  @Override
  public DataSet poison(DataSet batch, int attacker, int attackers, SplittableRandom random) {
    if (attacker < 0 || attacker >= attackers || attackers > (long) size * size) {
      throw new IllegalArgumentException(
          "DistributedBackdoor: need 0 <= attacker < attackers <= size^2, got attacker="
              + attacker
              + ", attackers="
              + attackers
              + ", size="
              + size);
    }
    return stamp().poison(batch, new Stamp.Part(attacker, attackers), random);
  }

  @Override
  public DataSet trial(DataSet test) {
    return stamp().trial(test);
  }

  @Override
  public String toString() {
    return new MemberText("distributed-backdoor")
        .with("target", target)
        .with("size", size, Backdoor.DEFAULT_SIZE)
        .with("value", value, Backdoor.DEFAULT_VALUE)
        .with("share", share, Backdoor.DEFAULT_SHARE)
        .toString();
  }
}
