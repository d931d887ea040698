package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** No rule and no pre-aggregation without the tests of its contract. */
class ContractsTest {

  private static final String BASE = "io.github.brsgd.aggregation.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPackages("io.github.brsgd.aggregation");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.github.brsgd");

  @TestFactory
  Stream<DynamicTest> everyRuleKeepsTheContract() {
    return everyMember(BASE + "Aggregator", BASE + "AggregatorContract", 18);
  }

  @TestFactory
  Stream<DynamicTest> everyPreAggregationKeepsTheContract() {
    return everyMember(BASE + "pre.PreAggregator", BASE + "pre.PreAggregatorContract", 4);
  }

  private static Stream<DynamicTest> everyMember(String type, String contract, int least) {
    List<JavaClass> members =
        PRODUCT.stream().filter(c -> !c.isInterface() && c.isAssignableTo(type)).toList();
    assertThat(members).hasSizeGreaterThanOrEqualTo(least);
    return members.stream()
        .map(
            member ->
                DynamicTest.dynamicTest(
                    member.getSimpleName(),
                    () ->
                        assertThat(CLASSES.stream())
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
