package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.catalog.Catalog;
import org.junit.jupiter.api.Test;

class CatalogCommandsTest {

  @Test
  void rulesShowsEveryRuleWithRequirementAndPaper() {
    Cli cli = Cli.run("rules");
    assertThat(cli.code()).isZero();
    assertThat(Catalog.standard().rules())
        .allSatisfy(
            rule -> assertThat(cli.out()).contains(rule.usage(), rule.requirement(), rule.paper()));
    assertThat(Catalog.standard().preAggregators())
        .allSatisfy(rule -> assertThat(cli.out()).contains(rule.usage(), rule.summary()));
    assertThat(cli.out()).contains("q           Byzantine rows tolerated; integer; required");
  }

  @Test
  void attacksShowsEveryAttack() {
    Cli cli = Cli.run("attacks");
    assertThat(cli.code()).isZero();
    assertThat(Catalog.standard().attacks())
        .allSatisfy(attack -> assertThat(cli.out()).contains(attack.usage(), attack.summary()));
    assertThat(Catalog.standard().poisonings())
        .allSatisfy(poison -> assertThat(cli.out()).contains(poison.usage(), poison.summary()));
  }

  @Test
  void datasetsShowsEveryDatasetAndPartitioner() {
    Cli cli = Cli.run("datasets");
    assertThat(Catalog.standard().datasets())
        .allSatisfy(data -> assertThat(cli.out()).contains(data.usage(), data.summary()));
    assertThat(Catalog.standard().partitioners())
        .allSatisfy(split -> assertThat(cli.out()).contains(split.usage(), split.summary()));
    assertThat(cli.out())
        .contains("label       the column of the class, by its name or its number from 1; text")
        .contains("in-blocks:size=N");
    Cli some = Cli.run("datasets", "csv", "in-blocks");
    assertThat(some.code()).isZero();
    assertThat(some.out())
        .contains("csv:FILE,label=COLUMN", "in-blocks")
        .doesNotContain("mnist", "iid", "\n\n\n");
    Cli wrong = Cli.run("datasets", "krum");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err())
        .contains("unknown id 'krum'; there are")
        .contains("images, ", "iid, similarity, ", ", in-blocks");
  }

  @Test
  void someAreShownById() {
    assertThat(Cli.run("rules", "krum").out()).contains("krum:q").doesNotContain("bulyan");
    assertThat(Cli.run("rules", "caf").out())
        .contains("iterative-filter:q", "also caf; m >= 2q+1")
        .doesNotContain("bulyan");
    assertThat(Cli.run("rules", "gas").out())
        .contains("gas:q=N,p=N,base=RULE")
        .containsPattern("base +the rule whose results rows are to be near; rule; required");
    Cli wrong = Cli.run("attacks", "krum");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("unknown id 'krum'; there are").contains("alie");
  }
}
