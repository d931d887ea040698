package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.linalg.Matrices;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What holds for every attack, whatever m, d and the attackers are. */
class AnyShapeTest {

  @Provide
  static Arbitrary<Attack> attacks() {
    return Arbitraries.of(
        List.of(
            new SignFlipping(),
            new SignFlipping(true, 4),
            new InnerProductManipulation(0.1),
            new Omniscient(),
            new GaussianNoise(),
            new ALittleIsEnough(1.0),
            new Zero(),
            new OptimalInnerProductManipulation(),
            new OptimalALittleIsEnough(),
            new OneCoordinate(0),
            new OneCoordinate(),
            new MinMax(),
            new MinMax(Direction.MEAN),
            new MinSum(Direction.SIGN),
            new FangKrum(),
            new FangTrim(),
            new RelocatedOrthogonalPerturbation(),
            new PoisonedFl(),
            new InnerProductManipulation(3, Knowledge.PARTIAL),
            new Mimic(),
            new Stale(3)));
  }

  @Property(tries = 300)
  void onlyByzantineRowsAreWrittenAndTheyAreFinite(
      @ForAll("attacks") Attack attack,
      @ForAll @IntRange(min = 2, max = 13) int honest,
      @ForAll @IntRange(min = 0, max = 12) int attackers,
      @ForAll @IntRange(min = 1, max = 40) int d,
      @ForAll @IntRange(min = -30, max = 30) int exponent,
      @ForAll long seed) {
    int m = honest + attackers;
    INDArray updates =
        Matrices.array(Matrices.normal(m, d, seed), DataType.FLOAT).muli(Math.pow(10, exponent));
    INDArray before = updates.dup();
    int[] byzantine = new ChangingAttackers(seed).select(m, attackers, 0);
    attack.forge(AttackContract.context(updates, byzantine));
    for (int node : IntStream.range(0, m).toArray()) {
      double[] row = AttackContract.bits(updates.getRow(node));
      if (IntStream.of(byzantine).anyMatch(id -> id == node)) {
        assertThat(DoubleStream.of(row).allMatch(Double::isFinite)).isTrue();
      } else {
        assertThat(row).isEqualTo(AttackContract.bits(before.getRow(node)));
      }
    }
  }
}
