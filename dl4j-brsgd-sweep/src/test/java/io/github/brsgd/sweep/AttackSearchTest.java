package io.github.brsgd.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.Knowledge;
import io.github.brsgd.catalog.Catalog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttackSearchTest {

  private static final Catalog CATALOG = Catalog.standard();

  private final List<List<AttackChoice>> asked = new ArrayList<>();

  private static AttackSearch search(Knowledge knowledge, int attacks, long seed) {
    return new AttackSearch(AttackSpace.of(knowledge, text -> true), attacks, seed);
  }

  /** Worst, 0, is alie with z=2 and changing ids. */
  private static double planted(AttackChoice choice) {
    boolean alie = choice.attack().startsWith("alie:z=");
    double z = alie ? Double.parseDouble(choice.attack().split("[=,]")[1]) : 50;
    return Math.abs(z - 2) + (choice.changing() ? 0 : 1);
  }

  private List<AttackScore> scores(List<AttackChoice> choices) {
    asked.add(choices);
    return choices.stream().map(c -> new AttackScore(c, planted(c))).toList();
  }

  private List<AttackChoice> tried(AttackSearch search) throws IOException {
    asked.clear();
    search.run(this::scores);
    return asked.stream().flatMap(List::stream).toList();
  }

  private static Set<String> ids(List<AttackChoice> choices) {
    return choices.stream().map(c -> c.attack().split(":")[0]).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @EnumSource
  void theCatalogueReadsEveryTextAndNoneKnowsMoreThanItMay(Knowledge knowledge) throws IOException {
    List<AttackChoice> tried = tried(search(knowledge, 400, 3));
    assertThat(tried).hasSizeGreaterThan(50);
    for (AttackChoice choice : tried) {
      Attack attack = CATALOG.attack(choice.attack());
      assertThat(CATALOG.attack(CATALOG.text(attack))).isEqualTo(attack);
      if (knowledge == Knowledge.PARTIAL && !choice.attack().matches("(gaussian|sign-flip).*")) {
        assertThat(choice.attack()).endsWith("knowledge=partial");
      }
    }
    switch (knowledge) {
      case FULL -> assertThat(ids(tried)).contains("omniscient", "one-coordinate", "mimic", "rop");
      case PARTIAL ->
          assertThat(ids(tried))
              .contains("alie", "min-sum", "gaussian")
              .doesNotContain("omniscient", "one-coordinate", "mimic");
      case NONE -> assertThat(ids(tried)).containsExactlyInAnyOrder("gaussian", "sign-flip");
    }
    assertThat(tried.stream().map(AttackChoice::changing)).contains(true, false);
  }

  @Test
  void attacksThatAreKnownAreTriedFirstWithinTheBudget() throws IOException {
    AttackChoice worst = new AttackChoice("alie:z=2", true);
    AttackChoice other = new AttackChoice("ipm:tau=10", false);
    AttackSpace space = AttackSpace.of(Knowledge.NONE, text -> true);
    AttackSearch search = new AttackSearch(space, 10, 1, List.of(other, worst, other));
    List<AttackScore> found = search.run(this::scores);
    assertThat(asked.get(0)).containsExactly(other, worst);
    assertThat(asked.stream().mapToInt(List::size).sum()).isEqualTo(10);
    assertThat(found.get(0).choice()).isEqualTo(worst);
    assertThat(tried(new AttackSearch(space, 1, 1, List.of(other, worst)))).containsExactly(other);
  }

  @Test
  void endsWhereTheKnownAttacksAreStopped() throws IOException {
    AttackSpace space = AttackSpace.of(Knowledge.NONE, text -> true);
    AttackChoice known = new AttackChoice("zero", false);
    List<AttackScore> found =
        new AttackSearch(space, 10, 1, List.of(known))
            .run(
                choices -> {
                  asked.add(choices);
                  return List.of();
                });
    assertThat(found).isEmpty();
    assertThat(asked).hasSize(1);
  }

  @Test
  void findsThePlantedWorst() throws IOException {
    List<AttackScore> found = search(Knowledge.FULL, 300, 1).run(this::scores);
    assertThat(found.get(0).score()).isLessThan(0.5);
    assertThat(found).isSortedAccordingTo((a, b) -> Double.compare(a.score(), b.score()));
  }

  @Test
  void breedsFromWhatHurts() throws IOException {
    List<AttackChoice> tried = tried(search(Knowledge.FULL, 160, 5));
    assertThat(alies(tried.subList(120, 160))).isGreaterThan(2 * alies(tried.subList(0, 40)));
  }

  private static long alies(List<AttackChoice> choices) {
    return choices.stream().filter(c -> c.attack().startsWith("alie")).count();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 8, 13, 24})
  void triesSoManyAndNoneTwice(int attacks) throws IOException {
    List<AttackChoice> tried = tried(search(Knowledge.FULL, attacks, 2));
    assertThat(tried).hasSize(attacks).doesNotHaveDuplicates();
  }

  @Test
  void oneSeedOneSearch() throws IOException {
    List<AttackChoice> tried = tried(search(Knowledge.FULL, 40, 7));
    assertThat(tried(search(Knowledge.FULL, 40, 7))).isEqualTo(tried);
    assertThat(tried(search(Knowledge.FULL, 40, 8))).isNotEqualTo(tried);
  }

  @Test
  void whatCannotServeIsLeftOut() throws IOException {
    Set<String> questions = new HashSet<>();
    AttackSpace space =
        AttackSpace.of(
            Knowledge.FULL,
            text -> {
              questions.add(CATALOG.text(CATALOG.attack(text)).split(":")[0]);
              return text.startsWith("mimic");
            });
    assertThat(questions).hasSize(12);
    assertThat(tried(new AttackSearch(space, 10, 1)))
        .containsExactlyInAnyOrder(
            new AttackChoice("mimic", false), new AttackChoice("mimic", true));
    assertThat(
            new AttackSearch(space, 10, 1)
                .run(
                    choices ->
                        choices.stream()
                            .map(
                                c ->
                                    new AttackScore(
                                        c, c.changing() ? AttackScore.CANNOT_SERVE : -1))
                            .toList()))
        .containsExactly(new AttackScore(new AttackChoice("mimic", false), -1));
  }

  @Test
  void aStopEndsTheSearchAndKeepsWhatIsKnown() throws IOException {
    List<AttackScore> found =
        search(Knowledge.FULL, 40, 1)
            .run(choices -> asked.isEmpty() ? scores(choices) : Collections.emptyList());
    assertThat(found).hasSize(asked.get(0).size());
  }

  @Test
  void refusesWhatCannotBeSearched() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttackSpace.of(Knowledge.NONE, text -> false))
        .withMessage(
            "AttackSpace: none of the attacks that need at most knowledge=none can be run");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search(Knowledge.NONE, 0, 1))
        .withMessageContaining("AttackSearch: attacks")
        .withMessageContaining("got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AttackScore(new AttackChoice("mimic", true), Double.NaN));
  }
}
