package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.catalog.CatalogEntry;
import io.github.brsgd.catalog.Parameter;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.state.Notes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What attacks may see, and that they see no more. */
class KnowledgeTest {

  private static final int M = 11;
  private static final int D = 23;
  private static final int[] BYZANTINE = {2, 5, 9};
  private static final Catalog CATALOG = Catalog.standard();

  private static INDArray normal(int rows, long seed) {
    return Matrices.array(Matrices.normal(rows, D, seed), DataType.FLOAT).addi(0.3);
  }

  private static AttackContext context(INDArray updates, int round) {
    return new AttackContext(
            updates, BYZANTINE, Nd4j.ones(DataType.FLOAT, 1, D), 0.1, new Krum(3), round, 5)
        .inRun(Optional.of(normal(1, 77)), new Notes());
  }

  /** All attacks of the catalogue that can do with less than everything, with all they offer. */
  static Stream<String> limited() {
    return CATALOG.attacks().stream()
        .flatMap(
            entry ->
                entry.parameters().stream()
                    .filter(parameter -> parameter.name().equals("knowledge"))
                    .flatMap(parameter -> parameter.choices().stream())
                    .filter(level -> !level.equals("full"))
                    .map(level -> entry.id() + ":knowledge=" + level));
  }

  static Stream<String> all() {
    return Stream.concat(limited(), Stream.of("poisoned-fl", "gaussian", "zero", "non-finite"));
  }

  @Test
  void theseAttacksDoWithLess() {
    assertThat(limited())
        .containsExactlyInAnyOrder(
            "sign-flip:knowledge=partial",
            "sign-flip:knowledge=none",
            "ipm:knowledge=partial",
            "ipm:knowledge=none",
            "alie:knowledge=partial",
            "min-max:knowledge=partial",
            "min-sum:knowledge=partial",
            "fang-krum:knowledge=partial",
            "fang-trim:knowledge=partial",
            "rop:knowledge=partial");
  }

  private static INDArray sent(String attack, INDArray updates, AttackContext context) {
    CATALOG.attack(attack).forge(context);
    return Nd4j.pullRows(updates, 1, BYZANTINE);
  }

  /** Whatever honest nodes hold, even where the attack is given a context that hides nothing. */
  @ParameterizedTest
  @MethodSource("all")
  void forgedRowsDependOnTheAttackersOwnRowsAlone(String attack) {
    INDArray one = normal(M, 1);
    INDArray other = normal(M, 2).muli(40);
    INDArray broken = Nd4j.valueArrayOf(new long[] {M, D}, Float.NaN, DataType.FLOAT);
    for (int node : BYZANTINE) {
      other.getRow(node).assign(one.getRow(node));
      broken.getRow(node).assign(one.getRow(node));
    }
    INDArray changed = one.dup();
    changed.getRow(5).muli(2);
    double[] sent = AttackContract.bits(sent(attack, one, context(one, 3)));
    assertThat(AttackContract.bits(sent(attack, other, context(other, 3)))).isEqualTo(sent);
    assertThat(AttackContract.bits(sent(attack, broken, context(broken, 3)))).isEqualTo(sent);
    if (CATALOG.attack(attack).readsOwnRows()) {
      assertThat(AttackContract.bits(sent(attack, changed, context(changed, 3))))
          .isNotEqualTo(sent);
    }
  }

  /** As a simulation runs it. */
  @ParameterizedTest
  @MethodSource("all")
  void aLimitedContextIsEnough(String attack) {
    Attack forger = CATALOG.attack(attack);
    INDArray one = normal(M, 1);
    INDArray other = one.dup();
    assertThat(forger.knowledge()).isNotEqualTo(Knowledge.FULL);
    assertThat(
            AttackContract.bits(
                sent(attack, other, context(other, 3).limitedTo(forger.knowledge()))))
        .isEqualTo(AttackContract.bits(sent(attack, one, context(one, 3))));
  }

  /** With full knowledge it is another attack. */
  @ParameterizedTest
  @MethodSource("limited")
  void fullKnowledgeMakesADifference(String attack) {
    INDArray limited = normal(M, 1);
    INDArray full = limited.dup();
    String id = attack.substring(0, attack.indexOf(':'));
    assertThat(CATALOG.attack(id + ":knowledge=full")).isEqualTo(CATALOG.attack(id));
    assertThat(AttackContract.bits(sent(attack, limited, context(limited, 3))))
        .isNotEqualTo(AttackContract.bits(sent(id, full, context(full, 3))));
  }

  @Test
  void partialKnowledgeIsFullKnowledgeOfFewerNodes() {
    INDArray rows = normal(M, 1);
    INDArray own = Nd4j.pullRows(rows, 1, BYZANTINE);
    INDArray few = Nd4j.vstack(own, own.getRow(0, true));
    new MinMax().forge(AttackContract.context(few, 3));
    new MinMax(Direction.DEVIATION, Knowledge.PARTIAL).forge(context(rows, 3));
    assertThat(AttackContract.bits(rows.getRow(5))).isEqualTo(AttackContract.bits(few.getRow(3)));
  }

  @Test
  void withoutKnowledgeEachTurnsAroundItsOwn() {
    INDArray rows = normal(M, 1);
    INDArray before = rows.dup();
    new InnerProductManipulation(2, Knowledge.NONE).forge(context(rows, 3));
    for (int node : BYZANTINE) {
      assertThat(rows.getRow(node)).isEqualTo(before.getRow(node).mul(-2));
    }
    assertThat(CATALOG.attack("sign-flip:knowledge=none")).isEqualTo(new SignFlipping(true, 1));
    assertThatThrownBy(() -> CATALOG.attack("sign-flip:own,knowledge=partial"))
        .hasMessage(
            "SignFlipping: need own with knowledge=none and with no other, got own=true,"
                + " knowledge=partial");
  }

  @ParameterizedTest
  @EnumSource(names = {"PARTIAL", "NONE"})
  void aLimitedContextRefuses(Knowledge level) {
    AttackContext context = context(normal(M, 1), 3).limitedTo(level);
    String word = level.word();
    assertThatThrownBy(context::updates)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "attack: what all nodes computed is not known with knowledge="
                + word
                + ", it takes full");
    assertThatThrownBy(context::rule).hasMessageContaining("the server's rule is not known");
    assertThatThrownBy(context::seed).hasMessageContaining("what the server draws is not known");
    assertThatThrownBy(context::finiteHonest).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(context::passing).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> context.ownRow(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("node: need a Byzantine node of [2, 5, 9], got 0");
    assertThat(context.ownRow(5).shape()).containsExactly(1, D);
    // No way back.
    assertThat(context.limitedTo(Knowledge.FULL)).isSameAs(context);
    for (AttackContext derived :
        List.of(
            context.inRun(Optional.empty(), new Notes()),
            context.without(1),
            context.withStandIns(1),
            context.withOlderRows(1))) {
      assertThatThrownBy(derived::updates).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aggregatesAndEachOthersRowsAreKnownWithPartialKnowledgeOnly() {
    AttackContext partial = context(normal(M, 1), 3).limitedTo(Knowledge.PARTIAL);
    assertThat(partial.previous()).isPresent();
    assertThat(partial.honestRows(3).orElseThrow().matrix())
        .isEqualTo(Nd4j.pullRows(normal(M, 1), 1, BYZANTINE));
    AttackContext none = partial.limitedTo(Knowledge.NONE);
    assertThatThrownBy(none::previous)
        .hasMessageContaining(
            "previous aggregate is not known with knowledge=none, it takes partial");
    assertThatThrownBy(() -> none.honestRows(1))
        .hasMessageContaining("what other nodes computed is not known with knowledge=none");
    assertThat(none.limitedTo(Knowledge.PARTIAL)).isSameAs(none);
  }

  @Test
  void tooFewAttackersAreAnErrorUnlessSomeAreAbsent() {
    INDArray updates = normal(M, 1);
    AttackContext one =
        new AttackContext(
            updates, new int[] {4}, Nd4j.ones(DataType.FLOAT, 1, D), 0.1, new Krum(3), 0, 5);
    Attack alie = new ALittleIsEnough(1.0, Knowledge.PARTIAL);
    assertThatThrownBy(() -> alie.forge(one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "attack: need at least 2 Byzantine nodes with knowledge=partial, got 1 of m=11");
    INDArray before = updates.dup();
    alie.forge(one.without(7));
    assertThat(updates).isEqualTo(before);
  }

  @Test
  void whatHasNoMeaningIsNotOffered() {
    for (CatalogEntry entry : CATALOG.attacks()) {
      boolean offers =
          entry.parameters().stream().map(Parameter::name).anyMatch("knowledge"::equals);
      if (!offers) {
        assertThatThrownBy(() -> CATALOG.attack(entry.id() + ":knowledge=partial"))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("unknown key 'knowledge'");
      }
    }
    assertThatThrownBy(() -> CATALOG.attack("alie:knowledge=none"))
        .hasMessageContaining("alie: knowledge needs one of full, partial, got 'none'");
    assertThatThrownBy(() -> new MinSum(Direction.SIGN, null))
        .hasMessage("MinSum: need knowledge=full or partial, got null");
  }

  /** All laws hold with less knowledge too. */
  private interface Limited extends AttackContract {
    String text();

    @Override
    default Attack attack() {
      return CATALOG.attack(text());
    }
  }

  @Nested
  class PartialALittleIsEnough implements Limited {
    @Override
    public String text() {
      return "alie:z=1.5,knowledge=partial";
    }
  }

  @Nested
  class PartialMinMax implements Limited {
    @Override
    public String text() {
      return "min-max:knowledge=partial";
    }
  }

  @Nested
  class PartialMinSum implements Limited {
    @Override
    public String text() {
      return "min-sum:knowledge=partial";
    }
  }

  @Nested
  class PartialInnerProduct implements Limited {
    @Override
    public String text() {
      return "ipm:knowledge=partial";
    }
  }

  @Nested
  class NoInnerProduct implements Limited {
    @Override
    public String text() {
      return "ipm:knowledge=none";
    }
  }

  @Nested
  class PartialSignFlipping implements Limited {
    @Override
    public String text() {
      return "sign-flip:knowledge=partial";
    }
  }

  @Nested
  class PartialFangKrum implements Limited {
    @Override
    public String text() {
      return "fang-krum:knowledge=partial";
    }
  }

  @Nested
  class PartialFangTrim implements Limited {
    @Override
    public String text() {
      return "fang-trim:knowledge=partial";
    }
  }

  @Nested
  class PartialRelocation implements Limited {
    @Override
    public String text() {
      return "rop:knowledge=partial";
    }
  }
}
