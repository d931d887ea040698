package io.github.brsgd.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.cli.model.ExampleNetwork;
import io.github.brsgd.data.ImageShape;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseSetsTest {

  private static final Catalog CATALOG = Catalog.standard();

  @Test
  void everyRuleAndAttackThatIsNamedExistsAndFits() {
    for (BenchmarkCase one : CaseSets.full()) {
      String rule = one.parameters().get("rule");
      if (rule != null) {
        CATALOG.rule(rule, one.q()).check(one.m());
      }
      if (one.kind() == Kind.ATTACK) {
        CATALOG.attack(one.subject());
      }
      if (one.kind() == Kind.PRE_AGGREGATION) {
        assertThat(CATALOG.preAggregation(one.subject())).hasSize(1);
      }
    }
  }

  @Test
  void namesAreUniqueAndTheShortSetIsPartOfTheFullOne() {
    assertThat(CaseSets.full()).extracting(BenchmarkCase::id).doesNotHaveDuplicates();
    assertThat(CaseSets.full()).containsAll(CaseSets.brief());
    assertThat(CaseSets.brief()).hasSizeLessThan(60);
  }

  @Test
  void theParametersOfTheNetworksAreCounted() {
    for (String network : List.of("mlp", "cnn")) {
      long d = ExampleNetwork.require(network).create(new ImageShape(1, 28, 28), 10, 1).numParams();
      assertThat(BenchmarkCase.fit(network, 2, 3).d()).isEqualTo(d);
    }
  }

  @Test
  void theStoredGuardIsOfTheShortSet() throws Exception {
    Guard guard = Guard.read(Path.of("guard.json"));
    List<String> ids = CaseSets.brief().stream().map(BenchmarkCase::id).toList();
    assertThat(guard.ratios()).allSatisfy(ratio -> assertThat(ids).containsAll(ratio.cases()));
  }
}
