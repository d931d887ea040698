package io.github.brsgd.linalg;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Rows in the memory of this machine, or weighted sums of such rows, with 0 in some columns.
 *
 * <p>Answers come from the kernels of this package; this class remembers what was costly, and that
 * rows were found finite.
 */
final class MatrixRows implements Rows {

  private static final BitSet NO_COLUMNS = new BitSet();

  private final RowMemory memory;
  private final BitSet cleared;

  /** What makes these rows of others; null where nothing does. */
  private final Mixing mixing;

  /** Their mean, where the rows were told. */
  private final Supplier<Optional<INDArray>> mean;

  private volatile int[] nonFinite;
  private volatile double[][] squaredDistances;
  private volatile double[][] centredGram;

  private MatrixRows(RowMemory memory, BitSet cleared, int[] nonFinite) {
    this(memory, cleared, null, nonFinite, Optional::empty);
  }

  private MatrixRows(Mixing mixing) {
    this(mixing.source().memory, NO_COLUMNS, mixing, null, Optional::empty);
  }

  private MatrixRows(
      RowMemory memory,
      BitSet cleared,
      Mixing mixing,
      int[] nonFinite,
      Supplier<Optional<INDArray>> mean) {
    this.memory = memory;
    this.cleared = cleared;
    this.mixing = mixing;
    this.nonFinite = nonFinite;
    this.mean = mean;
  }

  static MatrixRows of(INDArray matrix) {
    return new MatrixRows(RowMemory.of(matrix), NO_COLUMNS, null);
  }

  /** Rows of which all are known to be finite. */
  static MatrixRows ofFinite(RowMemory memory) {
    return new MatrixRows(memory, NO_COLUMNS, new int[0]);
  }

  @Override
  public int count() {
    return mixing != null ? mixing.count() : memory.count();
  }

  @Override
  public int length() {
    return memory.length();
  }

  @Override
  public DataType type() {
    return memory.type();
  }

  @Override
  public int[] nonFinite() {
    if (nonFinite == null) {
      nonFinite = FiniteCheck.nonFiniteRows(this);
    }
    return nonFinite.clone();
  }

  @Override
  public void requireFinite() {
    // Sums of finite rows may still leave the range of the type.
    if (!isKnownFinite() || mixing != null) {
      answer(
          () -> {
            FiniteCheck.requireFinite(this);
            return null;
          });
    }
  }

  /** Asks a kernel that reads all rows; none survives it where one is not finite. */
  private <T> T answer(Supplier<T> question) {
    try {
      T answer = question.get();
      if (nonFinite == null) {
        nonFinite = new int[0];
      }
      return answer;
    } catch (NonFiniteException e) {
      throw refused(row -> true);
    }
  }

  /**
   * Names the first bad row that takes part, of mixed rows of those that they are made of; or none.
   */
  private IllegalArgumentException refused(IntPredicate takesPart) {
    int[] bad = mixing != null ? mixing.source().nonFinite() : nonFinite();
    int first =
        Arrays.stream(bad)
            .filter(row -> mixing != null ? mixing.uses(row) : takesPart.test(row))
            .findFirst()
            .orElse(-1);
    return new IllegalArgumentException(
        first < 0
            ? "updates: a sum of rows leaves the range of " + type()
            : "updates: row " + first + " has a NaN or infinite value");
  }

  /** Whether a pass over all rows has found nothing. */
  boolean isKnownFinite() {
    return nonFinite != null && nonFinite.length == 0;
  }

  @Override
  public double[] squaredNorms() {
    return answer(() -> RowDistances.squaredNorms(this));
  }

  @Override
  public double[][] squaredDistances() {
    double[][] known = squaredDistances;
    if (known == null) {
      known = answer(() -> PairwiseDistances.squared(this));
      squaredDistances = known;
    }
    return Mixing.copy(known);
  }

  @Override
  public double[] squaredDistances(INDArray point) {
    return answer(() -> RowDistances.squared(this, point));
  }

  @Override
  public double[] projections(INDArray point, INDArray direction) {
    return answer(() -> RowDistances.along(this, Optional.of(point), direction));
  }

  @Override
  public double[] products(INDArray direction) {
    return answer(() -> RowDistances.along(this, Optional.empty(), direction));
  }

  @Override
  public double[][] centredGram() {
    double[][] known = centredGram;
    if (known == null) {
      known = answer(() -> CentredGram.aroundMedian(this));
      centredGram = known;
    }
    return Mixing.copy(known);
  }

  @Override
  public INDArray weightedSum(double[] weights) {
    return weightedSum(weights, SumOfBlock::fast);
  }

  @Override
  public INDArray weightedSum(double[] weights, INDArray point, double weight) {
    MatrixRows last = checkPoint(point, weight);
    return weightedSum(weights, used -> SumOfBlock.fast(used).with(last, weight));
  }

  private INDArray weightedSum(double[] weights, Function<double[], SumOfBlock> terms) {
    try {
      INDArray sum = WeightedSum.of(this, weights, terms);
      if (nonFinite == null && mixing == null && Arrays.stream(weights).allMatch(w -> w != 0)) {
        // A sum is finite only where all its terms are.
        nonFinite = new int[0];
      }
      return sum;
    } catch (NonFiniteException e) {
      throw refused(row -> weights[row] != 0);
    }
  }

  private MatrixRows checkPoint(INDArray point, double weight) {
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException("weights: the point has weight " + weight);
    }
    return RowDistances.check("point", point, this);
  }

  @Override
  public Centre centre(double[] weights) {
    return mixing != null ? Rows.super.centre(weights) : centre(weights, SumOfBlock.fast(weights));
  }

  @Override
  public Centre centre(double[] weights, INDArray point, double weight) {
    if (mixing != null) {
      // The sum is one of few source rows, cheaper than one of rows that have to be mixed.
      return Rows.super.centre(weights, point, weight);
    }
    MatrixRows last = checkPoint(point, weight);
    return centre(weights, SumOfBlock.fast(weights).with(last, weight));
  }

  private Centre centre(double[] weights, SumOfBlock terms) {
    Mixing.checkWeights(weights, count());
    return answer(() -> CentrePass.over(this, terms));
  }

  @Override
  public INDArray statistic(CoordinateStatistic statistic) {
    if (statistic instanceof CoordinateStatistic.Mean) {
      Optional<INDArray> known = mean.get();
      if (known.isPresent()) {
        INDArray copy = SpareVectors.vector(type(), length());
        RowCopies.copy(known.get(), copy);
        return copy;
      }
      double[] weights = new double[count()];
      Arrays.fill(weights, 1.0 / count());
      return weightedSum(weights);
    }
    return answer(() -> CoordinateStatistics.of(this, statistic));
  }

  @Override
  public double[] keptShares(CoordinateStatistic statistic) {
    return answer(() -> KeptShares.of(this, statistic));
  }

  @Override
  public INDArray copy(int row) {
    if (mixing != null) {
      return select(row).answer(() -> mixing.row(row));
    }
    VectorBuilder vector = new VectorBuilder(type(), length());
    vector.write(memory, row);
    return clear(vector.build());
  }

  /** Sets the cleared columns of a matrix to 0. */
  private INDArray clear(INDArray values) {
    for (int from = cleared.nextSetBit(0); from >= 0; ) {
      int to = cleared.nextClearBit(from);
      values.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).assign(0);
      from = cleared.nextSetBit(to);
    }
    return values;
  }

  @Override
  public INDArray matrix() {
    if (mixing == null && cleared.isEmpty() && memory.matrix().isPresent()) {
      return memory.matrix().get();
    }
    INDArray copy = Nd4j.createUninitialized(type(), count(), length());
    for (int i = 0; i < count(); i++) {
      copy.putRow(i, copy(i));
    }
    return copy;
  }

  @Override
  public MatrixRows knowing(Supplier<Optional<INDArray>> known) {
    return new MatrixRows(memory, cleared, mixing, nonFinite, known);
  }

  @Override
  public MatrixRows select(int... ids) {
    if (ids.length == 0) {
      throw new IllegalArgumentException("ids: need at least one row, got none");
    }
    if (Arrays.equals(ids, IntStream.range(0, count()).toArray())) {
      return this;
    }
    if (mixing != null) {
      return new MatrixRows(mixing.select(ids));
    }
    int[] known = nonFinite;
    int[] bad =
        known == null
            ? null
            : IntStream.range(0, ids.length)
                .filter(i -> Arrays.binarySearch(known, ids[i]) >= 0)
                .toArray();
    return new MatrixRows(memory.select(ids), cleared, bad);
  }

  @Override
  public MatrixRows mix(double[][] weights) {
    if (weights.length == 0) {
      throw new IllegalArgumentException("weights: need at least one row, got none");
    }
    if (mixing != null && !mixing.isTame()) {
      return stored().mix(weights);
    }
    for (double[] row : weights) {
      Mixing.checkWeights(row, count());
    }
    if (mixing != null) {
      return mix(mixing.source(), mixing::overSource, weights);
    }
    if (memory.staying() == null) {
      return mix(this, double[]::clone, weights);
    }
    int[] first = memory.firstAlike();
    int[] distinct = IntStream.range(0, first.length).filter(i -> first[i] == i).toArray();
    return mix(select(distinct), of -> Mixing.overDistinct(of, first, distinct), weights);
  }

  /** Weighted sums of these rows as such of others. */
  private MatrixRows mix(MatrixRows source, UnaryOperator<double[]> over, double[][] weights) {
    double[][] sums = Arrays.stream(weights).map(over).toArray(double[][]::new);
    Differences found = type() == DataType.FLOAT ? differences(weights) : null;
    return new MatrixRows(new Mixing(source, sums, found == null ? null : found.over(over)));
  }

  /** The same rows, computed once, on the heap: nobody would free an array. */
  private MatrixRows stored() {
    return answer(
        () -> new MatrixRows(memory.stored(count(), mixing::row), NO_COLUMNS, new int[0]));
  }

  /** A cheaper way to the mixed rows, if distances that are known tell that it is exact enough. */
  private Differences differences(double[][] weights) {
    double[][] known = squaredDistances;
    // Distances of mixed rows say nothing about rows of which several make one.
    if (known == null || (mixing != null && !mixing.scales())) {
      return null;
    }
    return Differences.of(weights, known);
  }

  @Override
  public MatrixRows columns(BitSet ids) {
    checkColumns(ids);
    if (ids.isEmpty()) {
      throw new IllegalArgumentException("ids: need at least one column, got none");
    }
    if (mixing != null) {
      return new MatrixRows(mixing.of(mixing.source().columns(ids)));
    }
    int[] columns = ids.stream().toArray();
    BitSet zero = new BitSet();
    for (int c = 0; c < columns.length; c++) {
      zero.set(c, cleared.get(columns[c]));
    }
    return new MatrixRows(memory.columns(columns), zero, isKnownFinite() ? new int[0] : null);
  }

  @Override
  public MatrixRows cleared(BitSet ids) {
    checkColumns(ids);
    if (ids.isEmpty()) {
      return this;
    }
    if (mixing != null) {
      return new MatrixRows(mixing.of(mixing.source().cleared(ids)));
    }
    BitSet both = (BitSet) cleared.clone();
    both.or(ids);
    return new MatrixRows(memory, both, isKnownFinite() ? new int[0] : null);
  }

  private void checkColumns(BitSet ids) {
    if (ids.length() > length()) {
      throw new IllegalArgumentException(
          "ids: need columns below d=" + length() + ", got " + (ids.length() - 1));
    }
  }

  /** Where rows that are not mixed lie. */
  RowMemory memory() {
    return memory;
  }

  /**
   * What is known beforehand of rows of {@link #memory}, if these are such rows, each times a
   * factor; null if nothing is.
   */
  StayingRows staying() {
    boolean scaled =
        mixing == null ? cleared.isEmpty() : mixing.scales() && mixing.source().cleared.isEmpty();
    return scaled ? memory.staying() : null;
  }

  /** Columns in which rows that are not mixed hold 0, whatever their memory holds. */
  BitSet clearedColumns() {
    return cleared;
  }

  /** What makes these rows of others, null where nothing does. */
  Mixing mixing() {
    return mixing;
  }
}
