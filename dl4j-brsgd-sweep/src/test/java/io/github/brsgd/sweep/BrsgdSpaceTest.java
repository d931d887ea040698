package io.github.brsgd.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.junit.jupiter.api.Test;

class BrsgdSpaceTest {

  @Test
  void mapsTheUnitCubeToChoices() {
    BrsgdSpace space = inUse(Spaces.wide());

    assertThat(space.numParameters()).isEqualTo(4);
    BrsgdChoice least = space.getValue(new double[] {0, 0, 0, 0});
    BrsgdChoice most = space.getValue(new double[] {1, 1, 1, 1});

    assertThat(least.alpha0()).isCloseTo(0.01, within(1e-12));
    assertThat(least)
        .usingRecursiveComparison()
        .ignoringFields("alpha0")
        .isEqualTo(new BrsgdChoice(0.51, 0.01, "krum", "", 1, 8, ""));
    assertThat(most.alpha0()).isCloseTo(4, within(1e-12));
    assertThat(most.rule()).isEqualTo("bulyan");
    assertThat(most.byzantine()).isEqualTo(2);
  }

  @Test
  void theFirstStepIsUniformOnALogScale() {
    BrsgdSpace space = inUse(Spaces.wide());
    assertThat(space.getValue(new double[] {0, 0.5, 0, 0}).alpha0())
        .isCloseTo(Math.sqrt(0.01 * 4), within(1e-12));
  }

  @Test
  void everythingCanVary() {
    BrsgdSpace space =
        inUse(
            BrsgdSpace.builder()
                .p(0.6, 0.7)
                .alpha0(1, 2)
                .rules("krum", "median")
                .preAggregations("", "nnm")
                .byzantine(1, 2, 3)
                .batch(8, 16)
                .attack(new DiscreteParameterSpace<>("alie", "ipm"))
                .build());
    assertThat(space.numParameters()).isEqualTo(7);
    assertThat(space.getValue(new double[] {0, 0, 0, 1, 1, 1, 1}))
        .satisfies(choice -> assertThat(choice.alpha0()).isCloseTo(1, within(1e-12)))
        .extracting(
            BrsgdChoice::chain, BrsgdChoice::byzantine, BrsgdChoice::batch, BrsgdChoice::attack)
        .containsExactly("nnm+krum", 3, 16, "ipm");
  }

  @Test
  void saysWhatIsMissing() {
    assertThatNullPointerException()
        .isThrownBy(() -> BrsgdSpace.builder().p(0.6, 0.7).alpha0(1, 2).rules("krum").build())
        .withMessage("BrsgdSpace: byzantine is not set");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BrsgdSpace.builder().rules())
        .withMessage("BrsgdSpace: rules: need at least one value");
  }

  private static BrsgdSpace inUse(BrsgdSpace space) {
    GridSearchCandidateGenerator numbering =
        new GridSearchCandidateGenerator(
            space, 2, GridSearchCandidateGenerator.Mode.Sequential, null);
    assertThat(numbering.hasMoreCandidates()).isTrue();
    return space;
  }
}
