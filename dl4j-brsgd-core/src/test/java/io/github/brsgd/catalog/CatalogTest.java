package io.github.brsgd.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.github.brsgd.ImportedClasses;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.Bulyan;
import io.github.brsgd.aggregation.CenteredTrimmedMetaAggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.GeometricMedian;
import io.github.brsgd.aggregation.GroupwiseAggregation;
import io.github.brsgd.aggregation.IterativeFilter;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.aggregation.SmoothedGeometricMedian;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.aggregation.pre.Clipping;
import io.github.brsgd.aggregation.pre.NearestNeighborMixing;
import io.github.brsgd.aggregation.pre.PreAggregated;
import io.github.brsgd.aggregation.pre.PreAggregator;
import io.github.brsgd.attack.ALittleIsEnough;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.DataPoisoning;
import io.github.brsgd.attack.NonFinite;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.attack.Zero;
import io.github.brsgd.data.ExampleSource;
import io.github.brsgd.data.Partitioner;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {

  private static final Catalog CATALOG = Catalog.standard();

  @Test
  void textsBecomeRules() {
    assertThat(CATALOG.rule("krum:q=4")).isEqualTo(new Krum(4));
    assertThat(CATALOG.rule(" krum : q = 4 , neighbours=9 ")).isEqualTo(new Krum(4, 9));
    assertThat(CATALOG.rule("multi-krum:k=2,q=1")).isEqualTo(new MultiKrum(1, 2));
    assertThat(CATALOG.rule("bulyan:q=3")).isEqualTo(new Bulyan(3, Bulyan.Base.KRUM));
    assertThat(CATALOG.rule("bulyan:q=3,base=geometric-median"))
        .isEqualTo(new Bulyan(3, Bulyan.Base.GEOMETRIC_MEDIAN));
    assertThat(CATALOG.rule("mean")).isEqualTo(new Mean());
    assertThat(CATALOG.rule("mean:")).isEqualTo(new Mean());
    assertThat(CATALOG.rule("geometric-median")).isEqualTo(new GeometricMedian());
    assertThat(CATALOG.rule("geometric-median:steps=3"))
        .isEqualTo(new SmoothedGeometricMedian(3, 0.1));
  }

  @Test
  void textsBecomeAttacks() {
    assertThat(CATALOG.attack("alie:z=1.5")).isEqualTo(new ALittleIsEnough(1.5));
    assertThat(CATALOG.attack("alie")).isEqualTo(new ALittleIsEnough());
    assertThat(CATALOG.attack("sign-flip:scale=4")).isEqualTo(new SignFlipping(false, 4));
    assertThat(CATALOG.attack("sign-flip:own=true")).isEqualTo(new SignFlipping(true, 1));
    assertThat(CATALOG.attack("non-finite:kind=minus-inf"))
        .isEqualTo(new NonFinite(NonFinite.Kind.MINUS_INF));
    assertThat(CATALOG.attack("zero")).isEqualTo(new Zero());
  }

  private static final List<String> RULES =
      List.of(
          "mean",
          "krum:q=4",
          "krum:q=4,neighbours=9",
          "multi-krum:q=0",
          "multi-krum:q=2,k=3,neighbours=4",
          "median",
          "mean-around-median:q=1",
          "geometric-median",
          "geometric-median:tolerance=0.001",
          "geometric-median:steps=3",
          "geometric-median:steps=5,nu=1.0E-7",
          "bulyan:q=3",
          "bulyan:q=3,base=median",
          "trimmed-mean:q=2",
          "phocas:q=2",
          "minimum-diameter-averaging:q=2",
          "centered-clipping:tau=0.5",
          "centered-clipping:tau=10,steps=3",
          "monna:q=2,pivot=0",
          "trust",
          "clip:c=2+trust",
          "cge:q=2",
          "ctma:q=2,base=median",
          "ctma:q=2,base=multi-krum:q=2,k=3",
          "gas:q=2,p=5,base=krum:q=2",
          "huber:t=0.5",
          "smea:q=2",
          "iterative-filter:q=2",
          "dnc:q=2",
          "dnc:q=2,iters=3,c=0.5,dim=100",
          "weighted-mean:weights=1/2/0.5",
          "weighted-median:weights=3/1/1.0E-5,share=0.1",
          "weighted-trimmed-mean:weights=1/1/1,share=0.3333333333333333",
          "weighted-geometric-median:weights=1/1/1,share=0.4",
          "weighted-huber:weights=1/1/1,share=0.4,t=0.5",
          "weighted-ctma:weights=1/1/1,share=0.4,base=geometric-median",
          "clip:c=2+weighted-median:weights=1/1/1,share=0.4",
          "nnm:q=4+krum:q=4",
          "clip:c=2+nnm:q=4+trimmed-mean:q=4",
          "bucketing:s=2+geometric-median:steps=3",
          "normalize+ctma:q=2,base=median",
          "clip:c=1.0E20+arc:q=1+dnc:q=1");

  private static final List<String> ATTACKS =
      List.of(
          "sign-flip",
          "sign-flip:own=true,scale=4",
          "ipm",
          "ipm:tau=10",
          "omniscient",
          "omniscient:scale=1.0E20",
          "gaussian",
          "gaussian:sigma=0.1",
          "alie",
          "alie:z=-1.5",
          "non-finite",
          "non-finite:kind=one-nan",
          "zero",
          "optimal-ipm",
          "optimal-alie",
          "mimic",
          "mimic:target=0,warm-up=3",
          "one-coordinate",
          "one-coordinate:index=17",
          "min-max",
          "min-max:direction=mean",
          "min-sum",
          "min-sum:direction=sign",
          "alie:knowledge=partial",
          "ipm:tau=3,knowledge=none",
          "sign-flip:knowledge=partial",
          "min-max:direction=sign,knowledge=partial",
          "min-sum:knowledge=partial",
          "fang-krum",
          "fang-krum:knowledge=partial",
          "fang-trim",
          "fang-trim:b=3.5,knowledge=partial",
          "rop",
          "rop:lambda=0.5,theta=45,pi=0,z=-2,knowledge=partial",
          "poisoned-fl",
          "poisoned-fl:c=2",
          "stale:r=2");

  private static final List<String> PARTITIONERS =
      List.of(
          "iid",
          "similarity:gamma=0.33",
          "similarity:gamma=0",
          "similarity:gamma=1.0E-5",
          "dirichlet:alpha=0.1,over=classes",
          "dirichlet:alpha=1000,over=nodes,least=5",
          "shards:classes=2",
          "one-class",
          "power-law:exponent=1.5",
          "power-law:exponent=0,least=20",
          "by-column:column=3");

  private static final List<String> DATASETS =
      List.of(
          "mnist",
          "fashion-mnist",
          "cifar10",
          "synthetic",
          "csv:some/where,else.csv,label=a,b",
          "idx:some/where",
          "images:some/where");

  private static final List<String> POISONINGS =
      List.of(
          "label-flip",
          "label-flip:from=1,to=7",
          "backdoor:target=7",
          "backdoor:target=7,size=2,value=2.5,share=1",
          "distributed-backdoor:target=7",
          "distributed-backdoor:target=7,size=2,value=2.5,share=1");

  @ParameterizedTest
  @FieldSource("POISONINGS")
  void canonicalPoisoningTextsComeBack(String text) {
    assertThat(CATALOG.text(CATALOG.poisoning(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @FieldSource("PARTITIONERS")
  void aPartitionerShowsItselfAsTheCatalogueWritesIt(String text) {
    assertThat(CATALOG.partitioner(text)).hasToString(text);
    assertThat(CATALOG.text(CATALOG.partitioner(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @FieldSource("DATASETS")
  void canonicalDatasetTextsComeBack(String text) {
    assertThat(CATALOG.text(CATALOG.dataset(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @FieldSource("RULES")
  void canonicalRuleTextsComeBack(String text) {
    assertThat(CATALOG.text(CATALOG.rule(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @FieldSource("ATTACKS")
  void canonicalAttackTextsComeBack(String text) {
    assertThat(CATALOG.text(CATALOG.attack(text))).isEqualTo(text);
  }

  @Test
  void everyRuleAndAttackIsThere() {
    assertThat(RULES.stream().<Class<?>>map(text -> CATALOG.rule(text).getClass()))
        .containsAll(implementing(Aggregator.class));
    assertThat(steps().<Class<?>>map(Object::getClass))
        .containsAll(implementing(PreAggregator.class));
    assertThat(ATTACKS.stream().<Class<?>>map(text -> CATALOG.attack(text).getClass()))
        .containsAll(implementing(Attack.class));
    assertThat(POISONINGS.stream().<Class<?>>map(text -> CATALOG.poisoning(text).getClass()))
        .containsAll(implementing(DataPoisoning.class));
    assertThat(PARTITIONERS.stream().<Class<?>>map(text -> CATALOG.partitioner(text).getClass()))
        .containsAll(implementing(Partitioner.class));
    assertThat(DATASETS.stream().<Class<?>>map(text -> CATALOG.dataset(text).getClass()))
        .containsAll(implementing(ExampleSource.class));
  }

  @Test
  void everyEntryIsTriedAbove() {
    Catalog standard = Catalog.of(List.of(new StandardProvider()));
    assertThat(RULES.stream().map(CatalogTest::id).distinct())
        .containsExactlyInAnyOrderElementsOf(
            standard.rules().stream().map(CatalogEntry::id).toList());
    assertThat(ATTACKS.stream().map(CatalogTest::id).distinct())
        .containsExactlyInAnyOrderElementsOf(
            standard.attacks().stream().map(CatalogEntry::id).toList());
    assertThat(POISONINGS.stream().map(CatalogTest::id).distinct())
        .containsExactlyInAnyOrderElementsOf(
            standard.poisonings().stream().map(CatalogEntry::id).toList());
    assertThat(PARTITIONERS.stream().map(CatalogTest::id).distinct())
        .containsExactlyInAnyOrderElementsOf(
            standard.partitioners().stream().map(CatalogEntry::id).toList());
    assertThat(DATASETS.stream().map(CatalogTest::id).distinct())
        .containsExactlyInAnyOrderElementsOf(
            standard.datasets().stream().map(CatalogEntry::id).toList());
  }

  private static Stream<PreAggregator> steps() {
    return RULES.stream()
        .map(CATALOG::rule)
        .filter(PreAggregated.class::isInstance)
        .flatMap(rule -> ((PreAggregated) rule).steps().stream());
  }

  private static String id(String text) {
    return text.substring(text.lastIndexOf('+') + 1).split(":", 2)[0];
  }

  private static List<Class<?>> implementing(Class<?> type) {
    List<Class<?>> found =
        ImportedClasses.core().stream()
            .filter(c -> c.isAssignableTo(type))
            .filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT))
            .<Class<?>>map(JavaClass::reflect)
            .toList();
    assertThat(found).isNotEmpty();
    return found;
  }

  @Test
  void defaultsAndOrderAreNotWritten() {
    assertThat(CATALOG.text(CATALOG.rule("bulyan:base=krum,q=3"))).isEqualTo("bulyan:q=3");
    assertThat(CATALOG.text(CATALOG.attack("ipm:tau=2.0"))).isEqualTo("ipm");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "krun:q=4 | rule: unknown 'krun'; did you mean 'krum'? There are: mean, median,"
            + " mean-around-median,",
        "'' | rule: unknown ''''",
        "krum:f=4 | krum: unknown key 'f'; did you mean 'q'? usage: krum:q=N[,neighbours=N]",
        "mean:q=1 | mean: unknown key 'q' mean has no parameters",
        "krum | krum: q is required (Byzantine rows tolerated), it has no default",
        "krum:neighbours=3 | krum: q is required",
        "krum:q=1,q=1 | krum: q is given twice",
        "krum:q=four | krum: q needs a whole number, got 'four'",
        "krum:q=1.5 | krum: q needs a whole number, got '1.5'",
        "krum:q= | krum: q needs a whole number, got ''",
        "krum:q | krum: need key=value, got 'q'; usage: krum:q=N[,neighbours=N]",
        "krum:q=1, | krum: need key=value, got ''",
        "krum:q=-1 | Krum: need 0 <= q",
        "bulyan:q=1,base=geometric | bulyan: base needs one of krum, geometric-median, median, got",
        "geometric-median:tolerance=NaN | geometric-median: tolerance needs a finite number",
        "geometric-median:tolerance=1d | tolerance needs a finite number, got '1d'",
        "clip:c=0x1p3+median | clip: c needs a finite number, got '0x1p3'",
        "huber:t=1f | huber: t needs a finite number, got '1f'",
        "krum:q=\u0661 | krum: q needs a whole number, got '\u0661'",
        "geometric-median:tolerance=0.1,nu=1 | tolerance is for the exact variant",
        "weighted-median:weights=1/1/1 | weighted-median: share is required",
        "weighted-median:share=0.2 | weighted-median: weights is required",
        "weighted-median:weights=1/x/1,share=0.2 | need numbers between slashes, as in 3/1/1/0.5,"
            + " got 'x' for node 1",
        "weighted-median:weights=1//1,share=0.2 | got '' for node 1",
        "weighted-median:weights=1/0/1,share=0.2 | need positive, finite weights, got 0.0 for node 1",
        "weighted-median:weights=1/NaN,share=0.2 | need numbers between slashes, as in 3/1/1/0.5, got 'NaN' for"
            + " node 1",
        "weighted-median:weights=1/1/1,share=0.5 | need 0 <= share < 1/2, got share=0.5",
        "nnm:q=1+weighted-median:weights=1/1/1,share=0.4 | needs each node's own row, but nnm:q=1"
            + " mixes rows of several nodes",
        "bucketing:s=2+weighted-mean:weights=1/1/1 | but bucketing:s=2 mixes rows of several",
      })
  void mistakesInRulesAreExplained(String text, String message) {
    String plain = text.equals("''") ? "" : text;
    assertThatThrownBy(() -> CATALOG.rule(plain))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message.replace("''''", "''"));
  }

  @Test
  void mistakesInAttacksAreExplained() {
    assertThatThrownBy(() -> CATALOG.attack("alei"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("attack: unknown 'alei'; did you mean 'alie'?");
    assertThatThrownBy(() -> CATALOG.attack("krum:q=1"))
        .hasMessageContaining("attack: unknown 'krum'");
    assertThatThrownBy(() -> CATALOG.attack("sign-flip:own=yes"))
        .hasMessage("sign-flip: own needs true or false, got 'yes'");
    assertThatThrownBy(() -> CATALOG.attack("non-finite:kind=nam"))
        .hasMessageContaining("did you mean 'nan'?");
  }

  @Test
  void chainsAreReadInOrder() {
    Aggregator expected =
        new PreAggregated(
            List.of(new Clipping(1e5), new NearestNeighborMixing(1)), new TrimmedMean(1));
    assertThat(CATALOG.rule("clip:c=1e+5 + nnm:q=1 + trimmed-mean:q=1")).isEqualTo(expected);
    assertThat(CATALOG.text(expected)).isEqualTo("clip:c=100000+nnm:q=1+trimmed-mean:q=1");
  }

  @Test
  void aChainWithinAChainIsReadBackAsItIsWritten() {
    Aggregator nested =
        new PreAggregated(
            new Clipping(1e5), new PreAggregated(new NearestNeighborMixing(1), new TrimmedMean(1)));
    assertThat(CATALOG.rule(CATALOG.text(nested))).isEqualTo(nested);
  }

  @Test
  void oneByzantineNumberServesAllLinksThatLackTheirOwn() {
    assertThat(CATALOG.rule("nnm+krum", 2)).isEqualTo(CATALOG.rule("nnm:q=2+krum:q=2"));
    assertThat(CATALOG.rule("krum:neighbours=3", 2))
        .isEqualTo(CATALOG.rule("krum:q=2,neighbours=3"));
    assertThat(CATALOG.rule("nnm:q=2+krum:q=2", 3)).isEqualTo(CATALOG.rule("nnm:q=2+krum:q=2"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CATALOG.rule("nnm:q=1+krum", 2))
        .withMessageContaining("need the same q everywhere");
    assertThat(CATALOG.rule("clip:c=2+median", 2)).isEqualTo(CATALOG.rule("clip:c=2+median"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CATALOG.rule("krmu", 2))
        .withMessageContaining("unknown 'krmu'")
        .withMessageContaining("krum");
  }

  @Test
  void mistakesInChainsAreExplained() {
    assertThatThrownBy(() -> CATALOG.rule("nmn:q=1+krum:q=1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "pre-aggregation: unknown 'nmn'; did you mean 'nnm'? There are: nnm, bucketing, clip,"
                + " arc, normalize, backwards");
    assertThatThrownBy(() -> CATALOG.rule("krum:q=1+nnm:q=1"))
        .hasMessage(
            "rule: 'nnm:q=1' is a pre-aggregation and needs a rule behind it, as in"
                + " nnm:q=1+median");
    assertThatThrownBy(() -> CATALOG.rule("nnm+krum:q=1"))
        .hasMessageContaining("nnm: q is required");
    assertThatThrownBy(() -> CATALOG.rule("nnm:q=2+krum:q=1"))
        .hasMessageContaining("need the same q everywhere");
    assertThatThrownBy(() -> CATALOG.rule("nnm:q=2+")).hasMessageContaining("rule: unknown ''");
    assertThatThrownBy(() -> CATALOG.rule("+krum:q=2"))
        .hasMessageContaining("pre-aggregation: unknown ''");
  }

  @Test
  void aRuleAmongTheArgumentsOfAnotherIsTheRestOfTheText() {
    assertThat(CATALOG.rule("ctma:q=2,base=multi-krum:k=3,neighbours=4"))
        .isEqualTo(new CenteredTrimmedMetaAggregator(2, new MultiKrum(2, 3, 4)));
    assertThat(CATALOG.rule(" gas : p = 3 , q=2, base = krum "))
        .isEqualTo(new GroupwiseAggregation(2, 3, new Krum(2)));
    assertThat(CATALOG.rule("clip:c=2+ctma:q=1,base=nnm+trimmed-mean"))
        .isEqualTo(
            new PreAggregated(
                new Clipping(2),
                new CenteredTrimmedMetaAggregator(
                    1, new PreAggregated(new NearestNeighborMixing(1), new TrimmedMean(1)))));
    assertThat(CATALOG.rule("gas:q=1,p=2,base=ctma:base=median"))
        .isEqualTo(
            new GroupwiseAggregation(
                1, 2, new CenteredTrimmedMetaAggregator(1, new CoordinateWiseMedian())));
    assertThat(CATALOG.isPreAggregation("ctma:q=1,base=nnm:q=1")).isFalse();
  }

  @Test
  void oneWithoutArgumentsEndsAtTheComma() {
    assertThat(CATALOG.rule("ctma:base=krum,q=2")).isEqualTo(CATALOG.rule("ctma:q=2,base=krum"));
    assertThat(CATALOG.rule("gas:q=2,base=median,p=3"))
        .isEqualTo(new GroupwiseAggregation(2, 3, new CoordinateWiseMedian()));
  }

  @Test
  void itTakesTheByzantineNumberOfTheRuleItIsIn() {
    Aggregator expected = new CenteredTrimmedMetaAggregator(2, new MultiKrum(2, 3));
    for (String text :
        List.of(
            "ctma:base=multi-krum:k=3",
            "ctma:base=multi-krum:q=2,k=3",
            "ctma:q=2,base=multi-krum:k=3")) {
      assertThat(CATALOG.rule(text, 2)).as(text).isEqualTo(expected);
    }
    assertThat(CATALOG.rule("ctma:q=2,base=multi-krum:k=3", 4)).isEqualTo(expected);
    assertThat(CATALOG.rule("nnm+ctma:base=nnm+median", 2))
        .isEqualTo(CATALOG.rule("nnm:q=2+ctma:q=2,base=nnm:q=2+median"));
    assertThat(CATALOG.text(CATALOG.rule("ctma:q=2,base=krum")))
        .isEqualTo("ctma:q=2,base=krum:q=2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ctma:base=krum | ctma: q is required",
        "ctma:base=krum:q=2 | ctma: q is required",
        "ctma:q=2 | ctma: base is required (the rule whose result rows are to be near)",
        "ctma:q=2,base= | ctma: base needs a rule, got ''",
        "ctma:q=2,base | ctma: need key=value, got 'base'; usage: ctma:q=N,base=RULE",
        "ctma:q=2,base=krmu | ctma: base: rule: unknown 'krmu'; did you mean 'krum'?",
        "ctma:q=2,base=krum:k=2 | ctma: base: krum: unknown key 'k'",
        "ctma:q=2,base=nnm | ctma: base: rule: 'nnm:q=2' is a pre-aggregation and needs a rule",
        "ctma:q=2,base=krum:q=1 | need the same q in the base, got q=2 and q=1 in krum:q=1",
        "ctma:q=2,base=krum,base=median | ctma: base is given twice",
        "ctma:q=2,bsae=krum | ctma: unknown key 'bsae'; did you mean 'base'?",
        "ctma:q=2+krum:q=2 | q needs a whole number, got '2+krum:q=2'",
        "gas:q=2,p=0,base=median | GroupwiseAggregation: need p >= 1, got p=0"
      })
  void mistakesInRulesWithinRulesAreExplained(String text, String message) {
    assertThatThrownBy(() -> CATALOG.rule(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aUsersRuleWithinARuleIsWrittenAsItsOwnText() {
    Aggregator rule = new CenteredTrimmedMetaAggregator(2, new UsersProvider.FirstRow());
    assertThat(CATALOG.text(rule)).isEqualTo("ctma:q=2,base=first-row");
    assertThat(CATALOG.rule("ctma:q=2,base=first-row")).isEqualTo(rule);
    assertThatThrownBy(() -> Catalog.of(List.of(new StandardProvider())).text(rule))
        .hasMessageContaining("cannot be written as a text")
        .hasMessageContaining("the catalogue does not have");
  }

  @Test
  void aRuleAmongTheParametersComesLast() {
    assertThatThrownBy(
            () ->
                new CatalogEntry(
                    "odd",
                    List.of(Parameter.rule("base", "a base"), Parameter.integer("k", "a count")),
                    "",
                    "",
                    "",
                    "",
                    ""))
        .hasMessage("odd: base is a rule and has to be the last parameter");
  }

  @Test
  void otherIdsAreReadAndNotWritten() {
    assertThat(CATALOG.rule("caf:q=4")).isEqualTo(new IterativeFilter(4));
    assertThat(CATALOG.rule("nnm+caf", 2)).isEqualTo(CATALOG.rule("nnm:q=2+iterative-filter:q=2"));
    assertThat(CATALOG.text(CATALOG.rule("caf:q=4"))).isEqualTo("iterative-filter:q=4");
    assertThat(CATALOG.rules())
        .extracting(CatalogEntry::id)
        .doesNotContain("caf")
        .doesNotHaveDuplicates();
    assertThatThrownBy(() -> CATALOG.rule("caff:q=4")).hasMessageContaining("did you mean 'caf'?");
    CatalogProvider provider =
        new CatalogProvider() {
          @Override
          public List<Offer<Aggregator>> rules() {
            return List.of(Offer.ofRecord(Mean.class, "caf", "mine", ""));
          }
        };
    assertThatThrownBy(() -> Catalog.of(List.of(new StandardProvider(), provider)))
        .hasMessage("rule: two providers offer the id 'caf'");
    assertThatThrownBy(
            () -> new CatalogEntry("odd", List.of(), "", "", "", "", "").alsoKnownAs("My Rule"))
        .hasMessage("id: need lower-case letters, digits and hyphens, got 'My Rule'");
  }

  @Test
  void entriesTellWhatThereIs() {
    assertThat(CATALOG.rules())
        .extracting(CatalogEntry::usage)
        .contains(
            "krum:q=N[,neighbours=N]", "median", "geometric-median[:tolerance=X][,steps=N][,nu=X]");
    assertThat(CATALOG.rules()).allSatisfy(entry -> assertThat(entry.requirement()).isNotEmpty());
    assertThat(CATALOG.attacks()).allSatisfy(entry -> assertThat(entry.summary()).isNotEmpty());
  }

  @Test
  void byzantineRowsNeverHaveADefault() {
    for (CatalogEntry entry : CATALOG.rules()) {
      entry.parameters().stream()
          .filter(parameter -> parameter.name().equals("q"))
          .forEach(parameter -> assertThat(parameter.required()).as(entry.id()).isTrue());
    }
  }

  @Test
  void usersAddTheirOwn() {
    assertThat(CATALOG.rule("first-row")).isEqualTo(new UsersProvider.FirstRow());
    assertThat(CATALOG.text(new UsersProvider.FirstRow())).isEqualTo("first-row");
    assertThat(CATALOG.attack("echo:times=3")).isEqualTo(new UsersProvider.Echo(3));
    assertThat(CATALOG.text(new UsersProvider.Echo(3))).isEqualTo("echo:times=3");
  }

  @Test
  void anIdBelongsToOne() {
    assertThatThrownBy(() -> Catalog.of(List.of(new StandardProvider(), new StandardProvider())))
        .hasMessage("pre-aggregation: two providers offer the id 'nnm'");
  }

  @Test
  void strangersAreRefused() {
    Catalog standard = Catalog.of(List.of(new StandardProvider()));
    Aggregator rule = new UsersProvider.FirstRow();
    Attack attack = new UsersProvider.Echo(1);
    assertThatThrownBy(() -> standard.text(rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rule: the catalogue does not have")
        .hasMessageContaining("FirstRow");
    assertThatThrownBy(() -> standard.text(attack)).hasMessageContaining("attack: the catalogue");
  }

  @Test
  void idsCanBeWritten() {
    assertThatThrownBy(() -> new CatalogEntry("My Rule", List.of(), "", "", "", "", ""))
        .hasMessage("id: need lower-case letters, digits and hyphens, got 'My Rule'");
  }

  @ParameterizedTest
  @CsvSource({"krum,krun,1", "krum,krum,0", "'',abc,3", "abc,'',3", "alie,alei,2", "a,bcd,3"})
  void editDistances(String from, String to, int distance) {
    assertThat(NearestWord.distance(from, to)).isEqualTo(distance);
    assertThat(NearestWord.distance(to, from)).isEqualTo(distance);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mean",
        "krum:q=4,neighbours=9",
        "multi-krum:q=2,k=3,neighbours=4",
        "median",
        "mean-around-median:q=1",
        "geometric-median",
        "geometric-median:tolerance=0.001",
        "geometric-median:steps=3",
        "geometric-median:steps=4,nu=0.5",
        "bulyan:q=3,base=median",
        "trimmed-mean:q=2",
        "phocas:q=2",
        "minimum-diameter-averaging:q=2",
        "centered-clipping:tau=0.5,steps=2",
        "monna:q=2,pivot=0",
        "cge:q=2",
        "ctma:q=2,base=median",
        "ctma:q=2,base=multi-krum:q=2,k=3,neighbours=4",
        "ctma:q=2,base=gas:q=2,p=5,base=clip:c=2+nnm:q=2+krum:q=2",
        "normalize+gas:q=2,p=5,base=nnm:q=2+krum:q=2",
        "huber:t=0.5",
        "smea:q=2",
        "iterative-filter:q=2",
        "dnc:q=2,iters=3,c=0.5,dim=100",
        "clip:c=2+nnm:q=4+bucketing:s=2+arc:q=4+trimmed-mean:q=4",
        "nnm:q=5+mean"
      })
  void aRuleShowsItselfAsTheCatalogueWritesIt(String text) {
    assertThat(CATALOG.rule(text)).hasToString(text);
    assertThat(CATALOG.text(CATALOG.rule(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sign-flip",
        "sign-flip:own=true,scale=2",
        "ipm:tau=10",
        "omniscient:scale=5",
        "gaussian:sigma=1.5",
        "alie:z=1.5",
        "alie",
        "non-finite:kind=minus-inf",
        "zero",
        "optimal-ipm",
        "optimal-alie",
        "mimic:target=3,warm-up=5",
        "one-coordinate:index=7",
        "min-max:direction=sign",
        "min-sum",
        "alie:z=1.5,knowledge=partial",
        "sign-flip:scale=2,knowledge=partial",
        "ipm:knowledge=none",
        "min-max:knowledge=partial",
        "fang-krum:knowledge=partial",
        "fang-trim:b=3",
        "rop:lambda=0.5,theta=45,pi=0,z=2",
        "poisoned-fl:c=2",
        "stale:r=2"
      })
  void anAttackShowsItselfAsTheCatalogueWritesIt(String text) {
    assertThat(CATALOG.attack(text)).hasToString(text);
    assertThat(CATALOG.text(CATALOG.attack(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "label-flip",
        "label-flip:from=3",
        "label-flip:to=2",
        "label-flip:from=3,to=2",
        "backdoor:target=7,size=3,value=2,share=0.25",
        "distributed-backdoor:target=7,size=3,value=2,share=0.25"
      })
  void aPoisoningShowsItselfAsTheCatalogueWritesIt(String text) {
    assertThat(CATALOG.poisoning(text)).hasToString(text);
    assertThat(CATALOG.text(CATALOG.poisoning(text))).isEqualTo(text);
  }

  @Test
  void whatAUsageLineShowsCanBeTyped() {
    assertThat(CATALOG.attack("sign-flip:own")).isEqualTo(CATALOG.attack("sign-flip:own=true"));
    assertThat(CATALOG.attack("sign-flip:own,scale=3"))
        .isEqualTo(CATALOG.attack("sign-flip:own=true,scale=3"));
    for (List<CatalogEntry> entries :
        List.of(
            CATALOG.rules(), CATALOG.preAggregators(), CATALOG.attacks(), CATALOG.poisonings())) {
      for (CatalogEntry entry : entries) {
        String typed =
            entry
                .usage()
                .replace("[", "")
                .replace("]", "")
                .replace("=N", "=1")
                .replace("=X", "=0.5")
                .replace("=RULE", "=median");
        for (Parameter parameter : entry.parameters()) {
          String name = parameter.name() + "=";
          typed = typed.replace(name + "WORD", name + first(parameter));
        }
        assertThat(readable(typed)).as(typed).isTrue();
      }
    }
  }

  private static String first(Parameter parameter) {
    return parameter.choices().stream().findFirst().orElse("");
  }

  /** Values may be refused together, as from=1 with to=1 is; the words must be understood. */
  private static boolean readable(String text) {
    try {
      if (CATALOG.isPoisoning(text)) {
        CATALOG.poisoning(text);
      } else if (CATALOG.isPreAggregation(text)) {
        CATALOG.preAggregation(text);
      } else if (CATALOG.attacks().stream()
          .anyMatch(e -> text.equals(e.id()) || text.startsWith(e.id() + ":"))) {
        CATALOG.attack(text);
      } else {
        CATALOG.rule(text);
      }
      return true;
    } catch (IllegalArgumentException e) {
      return !e.getMessage().contains("key")
          && !e.getMessage().contains("needs ")
          && !e.getMessage().contains("unknown");
    }
  }

  @Test
  void poisoningsAreAmongWhatThereIs() {
    assertThatThrownBy(() -> CATALOG.attack("labelflip"))
        .hasMessageContaining("did you mean 'label-flip'?")
        .hasMessageContaining("backdoor");
  }

  @Test
  void preAggregationsMayStandAlone() {
    assertThat(CATALOG.isPreAggregation("clip:c=2+nnm:q=4")).isTrue();
    assertThat(CATALOG.isPreAggregation("nnm:q=4+krum:q=4")).isFalse();
    assertThat(CATALOG.preAggregation("clip:c=2+nnm:q=4")).hasToString("[clip:c=2, nnm:q=4]");
  }

  @Test
  void linesMayBreakInATextThatIsCompleted() {
    Catalog catalog = Catalog.standard();
    for (String text : List.of("krum:q=4\n", "krum:q=4\r", "krum:neighbours=3,\nq=4", "krum\n")) {
      assertThat(catalog.rule(text, 4).byzantine()).hasValue(4);
    }
  }

  @Test
  void zeroKeepsItsSign() {
    Catalog catalog = Catalog.standard();
    for (String text : List.of("alie:z=-0.0", "alie:z=0")) {
      assertThat(catalog.attack(catalog.text(catalog.attack(text))))
          .isEqualTo(catalog.attack(text));
    }
  }

  @Test
  void aRuleHasNoPreAggregationsId() {
    CatalogProvider provider =
        new CatalogProvider() {
          @Override
          public List<Offer<Aggregator>> rules() {
            return List.of(
                Offer.of(
                    new CatalogEntry("clip", List.of(), "", "", "", "", "clips"),
                    Mean.class,
                    arguments -> new Mean(),
                    rule -> Arguments.NONE));
          }

          @Override
          public List<Offer<PreAggregator>> preAggregators() {
            return StandardPreAggregators.all();
          }
        };
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Catalog.of(List.of(provider)))
        .withMessage("rule: two providers offer the id 'clip', one of them a pre-aggregation");
  }

  @Test
  void zeroIsNotTheDefault() {
    Catalog catalog = Catalog.standard();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalog.rule("multi-krum:q=2,k=0"))
        .withMessage("MultiKrum: need k >= 1, got k=0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalog.rule("krum:q=2,neighbours=0"))
        .withMessage("Krum: need neighbours >= 1, got neighbours=0");
  }

  @Test
  void tellsTheQThatATextGives() {
    assertThat(CATALOG.givenByzantine("nnm:q=1+trimmed-mean")).hasValue(1);
    assertThat(CATALOG.givenByzantine("nnm + krum:neighbours=3, q = 2")).hasValue(2);
    assertThat(CATALOG.givenByzantine("ctma:base=krum:q=3")).hasValue(3);
    assertThat(CATALOG.givenByzantine("ctma:q=4,base=multi-krum:k=3")).hasValue(4);
    assertThat(CATALOG.givenByzantine("clip:c=2+median")).isEmpty();
    assertThat(CATALOG.givenByzantine("nnm+ctma:base=krum")).isEmpty();
    assertThat(CATALOG.givenByzantine("krum:q=many")).isEmpty();
    assertThat(CATALOG.givenByzantine("krmu:q=1")).isEmpty();
  }
}
