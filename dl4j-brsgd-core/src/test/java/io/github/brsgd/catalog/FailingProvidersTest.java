package io.github.brsgd.catalog;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.Zero;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers of users that do not keep their promises. */
class FailingProvidersTest {

  /** Offers attacks, or fails to. */
  record Failing(Supplier<List<Offer<Attack>>> offers) implements CatalogProvider {

    @Override
    public List<Offer<Attack>> attacks() {
      return offers.get();
    }
  }

  private static Catalog catalog(Supplier<List<Offer<Attack>>> offers) {
    return Catalog.of(List.of(new Failing(offers)));
  }

  private static Offer<Attack> offer(Function<Arguments, Zero> make) {
    return Offer.of(
        new CatalogEntry("odd", List.of(), "", "", "", "", "odd"),
        Zero.class,
        make,
        attack -> Arguments.NONE);
  }

  @Test
  void aProviderThatFailsIsNamed() {
    String name = "attack: the provider " + Failing.class.getName();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalog(() -> null))
        .withMessage(name + " offers null, need a list of offers without null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalog(() -> Arrays.asList((Offer<Attack>) null)))
        .withMessage(name + " offers [null], need a list of offers without null");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                catalog(
                    () -> {
                      throw new IllegalStateException("no attacks today");
                    }))
        .withMessage(name + " fails: java.lang.IllegalStateException: no attacks today");
  }

  @Test
  void aMemberThatCannotBeMadeIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalog(() -> List.of(offer(arguments -> null))).attack("odd"))
        .withMessage("odd: cannot be made: its provider makes null");
    Function<Arguments, Zero> broken =
        arguments -> {
          throw new UnsupportedOperationException("broken");
        };
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalog(() -> List.of(offer(broken))).attack("odd"))
        .withMessageStartingWith("odd: cannot be made: ")
        .withMessageContaining("broken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"any", "none"})
  void wordsThatStandForNoMemberAreNoIds(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CatalogEntry(id, List.of(), "", "", "", "", "mine"))
        .withMessage("id: '" + id + "' stands for no member where people type, take another");
  }
}
