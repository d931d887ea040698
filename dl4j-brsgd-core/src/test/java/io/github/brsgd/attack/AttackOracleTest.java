package io.github.brsgd.attack;

import io.github.brsgd.oracle.OracleCase;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Attacks against reference results, in float and in double; all rows of a case are honest. */
class AttackOracleTest {

  private static Stream<DynamicTest> tests(String id, Function<OracleCase, Attack> attack) {
    return OracleCase.of(id)
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.name(),
                    () -> {
                      c.assertMatches(forge(attack.apply(c), c, DataType.FLOAT), 1e-4);
                      c.assertMatches(forge(attack.apply(c), c, DataType.DOUBLE), 1e-9);
                    }));
  }

  private static INDArray forge(Attack attack, OracleCase c, DataType type) {
    INDArray updates = Nd4j.vstack(c.input(type), Nd4j.zeros(type, 2, c.d()));
    attack.forge(AttackContract.context(updates, c.m(), c.m() + 1));
    return updates.getRow(c.m() + 1);
  }

  @TestFactory
  Stream<DynamicTest> signFlipping() {
    return tests("attack-sign-flipping", c -> new SignFlipping());
  }

  @TestFactory
  Stream<DynamicTest> innerProductManipulation() {
    return tests(
        "attack-inner-product-manipulation", c -> new InnerProductManipulation(c.number("tau")));
  }

  @TestFactory
  Stream<DynamicTest> aLittleIsEnough() {
    return tests("attack-a-little-is-enough", c -> new ALittleIsEnough(c.number("tau")));
  }
}
