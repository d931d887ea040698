package io.github.brsgd.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.RowNodes;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.linalg.SlicedRows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Every rule and chain of the catalogue gives on rows whose columns lie in pieces what it gives on
 * a matrix: rules ask rows and do not care where they lie.
 */
class RulesOnSlicedRowsTest {

  static final int M = 23;

  private static final int Q = 2;
  private static final int D = 3000;
  private static final int[] CUTS = {1, 8, 520, 2048};

  private static final Catalog CATALOG = Catalog.of(List.of(new StandardProvider()));

  /** Of M nodes. */
  private static final String WEIGHTS = ":weights=2/0.5/1" + "/1.5/1/0.7/1".repeat(5);

  /** What each rule needs besides its q. */
  private static final Map<String, List<String>> RULES = new TreeMap<>();

  private static final Map<String, String> STEPS = new TreeMap<>();

  /** Rules whose every coordinate is a function of that coordinate alone. */
  private static final List<String> BY_COORDINATE =
      List.of(
          "mean",
          "median",
          "mean-around-median",
          "trimmed-mean",
          "phocas",
          "weighted-mean",
          "weighted-median",
          "weighted-trimmed-mean");

  static {
    for (String plain :
        List.of(
            "mean",
            "krum",
            "median",
            "mean-around-median",
            "trimmed-mean",
            "phocas",
            "minimum-diameter-averaging",
            "cge",
            "smea",
            "iterative-filter")) {
      RULES.put(plain, List.of(plain));
    }
    RULES.put("multi-krum", List.of("multi-krum", "multi-krum:k=3"));
    RULES.put("geometric-median", List.of("geometric-median", "geometric-median:steps=3"));
    RULES.put("bulyan", List.of("bulyan", "bulyan:base=geometric-median", "bulyan:base=median"));
    RULES.put("centered-clipping", List.of("centered-clipping:tau=20,steps=3"));
    RULES.put("monna", List.of("monna:pivot=3"));
    RULES.put("trust", List.of("trust"));
    RULES.put("ctma", List.of("ctma:base=median", "ctma:base=krum"));
    RULES.put(
        "gas", List.of("gas:p=1,base=krum", "gas:p=7,base=median", "gas:p=5,base=dnc:dim=100"));
    RULES.put("huber", List.of("huber:t=20", "huber:t=0.001"));
    RULES.put("dnc", List.of("dnc", "dnc:dim=700,iters=2"));
    RULES.put("weighted-mean", List.of("weighted-mean" + WEIGHTS));
    for (String rule :
        List.of("weighted-median", "weighted-trimmed-mean", "weighted-geometric-median")) {
      RULES.put(rule, List.of(rule + WEIGHTS + ",share=0.2"));
    }
    RULES.put("weighted-huber", List.of("weighted-huber" + WEIGHTS + ",share=0.2,t=20"));
    RULES.put(
        "weighted-ctma",
        List.of(
            "weighted-ctma" + WEIGHTS + ",share=0.2,base=median",
            "weighted-ctma" + WEIGHTS + ",share=0.2,base=geometric-median"));
    STEPS.put("nnm", "nnm");
    STEPS.put("bucketing", "bucketing:s=2");
    STEPS.put("clip", "clip:c=40");
    STEPS.put("arc", "arc");
    STEPS.put("normalize", "normalize");
  }

  @Test
  void nothingOfTheCatalogueIsLeftOut() {
    assertThat(CATALOG.rules())
        .extracting(CatalogEntry::id)
        .containsExactlyInAnyOrderElementsOf(RULES.keySet());
    assertThat(CATALOG.preAggregators())
        .extracting(CatalogEntry::id)
        .containsExactlyInAnyOrderElementsOf(STEPS.keySet());
  }

  /**
   * Buckets have no pivot, mixed rows have no weights; rows clipped to one length are tied for a
   * rule that compares lengths, and the last bit decides.
   */
  private static boolean isDefined(String text) {
    return !(text.contains("bucketing") && text.contains("monna"))
        && !((text.contains("bucketing") || text.contains("nnm")) && text.contains("weighted"))
        && !(text.contains("cge")
            && (text.startsWith("clip:c=40+cge")
                || text.startsWith("arc")
                || text.startsWith("normalize")));
  }

  private static boolean isMean(String text) {
    return text.equals("mean") || text.startsWith("weighted-mean");
  }

  /** Every rule and chain, as users write them, for M rows. */
  static Stream<String> texts() {
    List<String> rules = RULES.values().stream().flatMap(List::stream).toList();
    List<String> robust = rules.stream().filter(rule -> !isMean(rule)).toList();
    return Stream.of(
            rules.stream(),
            STEPS.values().stream().flatMap(step -> robust.stream().map(rule -> step + "+" + rule)),
            robust.stream().map(rule -> "clip:c=40+nnm+" + rule))
        .flatMap(all -> all)
        .filter(RulesOnSlicedRowsTest::isDefined);
  }

  @TestFactory
  Stream<DynamicTest> everyRuleGivesTheLocalResult() {
    return texts().map(text -> DynamicTest.dynamicTest(text, () -> compare(text)));
  }

  static Aggregator rule(String text) {
    return CATALOG.rule(text, isMean(text) ? 0 : Q);
  }

  private static void compare(String text) {
    Aggregator rule = rule(text);
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      for (double[][] rows : List.of(noise(), likeGradients())) {
        INDArray matrix = Matrices.array(rows, type);
        AggregationContext context =
            new AggregationContext(
                3,
                Optional.of(Rows.of(matrix).copy(0)),
                5,
                new RowNodes.InOrder(),
                Optional.of(Rows.of(matrix).copy(1)));
        Aggregation local = rule.aggregate(matrix, context);
        Aggregation sliced = rule.aggregate(SlicedRows.cut(matrix, CUTS), context);
        if (BY_COORDINATE.contains(text.split(":", 2)[0])) {
          assertThat(Bits.of(sliced.vector())).isEqualTo(Bits.of(local.vector()));
        }
        double norm = norm(local.vector());
        assertThat(norm(sliced.vector().sub(local.vector())))
            .as("%s, %s", text, type)
            .isLessThanOrEqualTo(1e-6 * norm);
        assertThat(sliced.rowWeights()).hasSameSizeAs(local.rowWeights());
        for (int i = 0; i < local.rowWeights().length; i++) {
          assertThat(sliced.rowWeights()[i]).isCloseTo(local.rowWeights()[i], Offset.offset(1e-6));
        }
      }
    }
  }

  private static double norm(INDArray vector) {
    return vector.castTo(DataType.DOUBLE).norm2Number().doubleValue();
  }

  private static double[][] noise() {
    return Matrices.normal(M, D, 1);
  }

  /** 40% of the columns are 0 and two attackers send one far row. */
  private static double[][] likeGradients() {
    double[][] rows = Matrices.normal(M, D, 2);
    for (int i = 0; i < M; i++) {
      for (int c = 0; c < D; c++) {
        rows[i][c] = c % 5 < 2 ? 0 : 1e-3 * (rows[i < M - Q ? i : M - 1][c] + 1);
      }
    }
    for (int i = M - Q; i < M; i++) {
      for (int c = 0; c < D; c++) {
        rows[i][c] *= -10;
      }
    }
    return rows;
  }

  /** The first row, by a rule that wants a matrix. */
  private record FirstOfMatrix() implements Aggregator {
    @Override
    public Aggregation aggregate(INDArray updates, AggregationContext context) {
      return new Aggregation(updates.getRow(0, true).dup());
    }

    @Override
    public OptionalInt byzantine() {
      return OptionalInt.empty();
    }

    @Override
    public Aggregator tolerating(int q) {
      return this;
    }
  }

  @Test
  void aRuleForMatricesWorksOnLocalRowsAndSaysWhereItCannot() {
    INDArray matrix = Matrices.array(noise(), DataType.FLOAT);
    AggregationContext context = AggregationContext.first(1);
    assertThat(new FirstOfMatrix().aggregate(Rows.of(matrix), context).vector())
        .isEqualTo(matrix.getRow(0, true));
    assertThat(new FirstOfMatrix().aggregate(Rows.of(matrix).select(4, 2), context).vector())
        .isEqualTo(matrix.getRow(4, true));
    assertThatThrownBy(() -> new FirstOfMatrix().aggregate(SlicedRows.cut(matrix, CUTS), context))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
