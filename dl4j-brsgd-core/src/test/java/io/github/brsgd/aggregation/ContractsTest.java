package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.github.brsgd.ImportedClasses;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** No rule and no pre-aggregation without the tests of its contract. */
class ContractsTest {

  private static final String BASE = "io.github.brsgd.aggregation.";

  private final JavaClasses product = ImportedClasses.core();
  private final JavaClasses tests = ImportedClasses.tests();

  @TestFactory
  Stream<DynamicTest> everyRuleKeepsTheContract() {
    return everyMember(BASE + "Aggregator", BASE + "AggregatorContract", 27);
  }

  @TestFactory
  Stream<DynamicTest> everyPreAggregationKeepsTheContract() {
    return everyMember(BASE + "pre.PreAggregator", BASE + "pre.PreAggregatorContract", 5);
  }

  private Stream<DynamicTest> everyMember(String type, String contract, int least) {
    List<JavaClass> members =
        product.stream().filter(c -> !c.isInterface() && c.isAssignableTo(type)).toList();
    assertThat(members).hasSizeGreaterThanOrEqualTo(least);
    return members.stream()
        .map(
            member ->
                DynamicTest.dynamicTest(
                    member.getSimpleName(),
                    () ->
                        assertThat(tests.stream())
                            .as("%sTest, or a class nested in it, implements %s", member, contract)
                            .anyMatch(
                                test ->
                                    isTestOf(member.getName() + "Test", test.getName())
                                        && test.isAssignableTo(contract))));
  }

  private static boolean isTestOf(String expected, String name) {
    return name.equals(expected) || name.startsWith(expected + "$");
  }
}
