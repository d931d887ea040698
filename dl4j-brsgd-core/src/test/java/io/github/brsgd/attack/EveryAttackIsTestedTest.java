package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.github.brsgd.ImportedClasses;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No attack, no poisoning without its contract. */
class EveryAttackIsTestedTest {

  private static Set<String> implementing(Class<?> type, JavaClasses classes, String suffix) {
    return classes.stream()
        .filter(c -> c.isAssignableTo(type) && !c.isInterface())
        .map(JavaClass::getSimpleName)
        .filter(name -> name.endsWith(suffix))
        .map(name -> name.substring(0, name.length() - suffix.length()))
        .collect(Collectors.toSet());
  }

  private static void check(Class<?> type, Class<?> contract) {
    Set<String> types = implementing(type, ImportedClasses.core(), "");
    assertThat(types).isNotEmpty();
    assertThat(implementing(contract, ImportedClasses.tests(), "Test"))
        .as("tests that implement %s", contract.getSimpleName())
        .containsAll(types);
  }

  @Test
  void everyAttackHasItsContract() {
    check(Attack.class, AttackContract.class);
  }

  @Test
  void everyPoisoningHasItsContract() {
    check(DataPoisoning.class, DataPoisoningContract.class);
  }
}
