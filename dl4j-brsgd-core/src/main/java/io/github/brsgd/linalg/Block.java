package io.github.brsgd.linalg;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Some columns of all rows, copied into scratch memory of the calling thread that stays in its
 * cache.
 *
 * <p>One implementation per element type and no template: the JIT turns loops into vector code only
 * where the type is written out, and where sums leave the range of their type the two do different
 * things.
 */
abstract sealed class Block permits FloatBlock, DoubleBlock {

  /** Columns in a block: 25 rows of floats are 50 kB. */
  static final int WIDTH = 512;

  /** Blocks that the pair kernels work on at a time, to sum fewer lanes one by one. */
  static final int GROUP = 4;

  /** The scratch block that holds the rows of which mixed rows are made. */
  private static final int SOURCE = GROUP + 1;

  /** The scratch block of {@link #LONG} columns, of few rows. */
  private static final int STREAM = SOURCE + 1;

  /**
   * Columns read at a time where rows are read one after the other and not held: memory is faster
   * in long runs, and loops are.
   */
  static final int LONG = 8 * WIDTH;

  private static final ThreadLocal<Block[]> FLOATS =
      ThreadLocal.withInitial(() -> new Block[STREAM + 1]);

  private static final ThreadLocal<Block[]> DOUBLES =
      ThreadLocal.withInitial(() -> new Block[STREAM + 1]);

  /** Columns are worked on in lanes of so many, each summed on its own. */
  static final int LANES = 8;

  /** Rows that are added at a time. */
  static final int FOUR = 4;

  /** Accumulators that a block lends. */
  private static final int ACCUMULATORS = 3;

  private final double[][] accumulators;
  private final int[] counts = new int[WIDTH];

  private int columns;
  private int width;

  /** A block with room for so many columns. */
  Block(int width) {
    accumulators = new double[ACCUMULATORS][Math.max(width, WIDTH)];
  }

  /** The calling thread's scratch for rows of a length; {@code which} is in 0..GROUP. */
  static Block scratch(DataType type, int rowCount, int length, int which) {
    Block[] blocks = (type == DataType.FLOAT ? FLOATS : DOUBLES).get();
    int width = widthFor(length);
    if (blocks[which] == null
        || blocks[which].capacity() < rowCount
        || blocks[which].capacityWidth() < width) {
      blocks[which] =
          type == DataType.FLOAT
              ? new FloatBlock(rowCount, width)
              : new DoubleBlock(rowCount, width);
    }
    return blocks[which];
  }

  /** The calling thread's scratch for so many columns, at most {@link #LONG}, of a few rows. */
  static Block stream(MatrixRows rows, int count) {
    Block[] blocks = (rows.type() == DataType.FLOAT ? FLOATS : DOUBLES).get();
    if (blocks[STREAM] == null) {
      blocks[STREAM] =
          rows.type() == DataType.FLOAT ? new FloatBlock(FOUR, LONG) : new DoubleBlock(FOUR, LONG);
    }
    blocks[STREAM].columns = count;
    // Whole groups, so that their kernels, which are the fast ones, serve the last columns too.
    int group = GROUP * WIDTH;
    int narrow = widthFor(rows.length());
    blocks[STREAM].width = narrow < WIDTH ? narrow : (count + group - 1) / group * group;
    return blocks[STREAM];
  }

  private static int widthFor(int length) {
    return length < WIDTH ? (length + LANES - 1) / LANES * LANES : WIDTH;
  }

  /** Zeros to add to, one per column; the same array for the same {@code which} in 0..2. */
  final double[] zeroed(int which) {
    Arrays.fill(accumulators[which], 0);
    return accumulators[which];
  }

  /** The same array, whatever it holds. */
  final double[] accumulator(int which) {
    return accumulators[which];
  }

  /** Zeros to count in, one per column; always the same array. */
  final int[] zeroedCounts() {
    Arrays.fill(counts, 0);
    return counts;
  }

  /** Columns loaded. */
  final int columns() {
    return columns;
  }

  /**
   * Columns that kernels work on; those past the last loaded hold zeros. All of {@link #WIDTH},
   * unless the rows are shorter: then their length in whole lanes. Kernels that matter are called
   * with the constant where they can be, which makes the JIT's code a few percent faster.
   */
  final int width() {
    return width;
  }

  private void setColumns(int count, int length) {
    columns = count;
    width = widthFor(length);
  }

  /**
   * Copies columns {@code from..from+count-1} of all rows into this block and checks them, unless
   * that has been done.
   *
   * @throws NonFiniteException if a value is NaN or infinite
   */
  final void load(MatrixRows rows, int from, int count) {
    if (rows.mixing() != null) {
      if (!mix(rows.mixing(), from, count)) {
        throw outOfRange(rows.mixing());
      }
      return;
    }
    readAll(rows, from, count);
    requireFinite(rows);
  }

  /**
   * Loads columns of all rows into some blocks. Rows that are not mixed are read one after the
   * other over all of these columns: memory likes longer runs than a block has.
   */
  static void load(Block[] group, MatrixRows rows, int from, int count) {
    if (rows.mixing() != null) {
      for (int b = 0; b < group.length; b++) {
        group[b].load(rows, from + b * WIDTH, Math.min(WIDTH, count - b * WIDTH));
      }
      return;
    }
    for (int b = 0; b < group.length; b++) {
      group[b].setColumns(Math.min(WIDTH, count - b * WIDTH), rows.length());
    }
    for (int i = 0; i < rows.count(); i++) {
      for (int b = 0; b < group.length; b++) {
        group[b].read(rows, i, from + b * WIDTH, group[b].columns, i);
      }
    }
    for (Block block : group) {
      block.requireFinite(rows);
    }
  }

  private void requireFinite(MatrixRows rows) {
    if (!rows.isKnownFinite() && !areFinite(rows.count())) {
      throw new NonFiniteException();
    }
  }

  /** Copies columns of all rows, which are not mixed, and does not check them. */
  final void readAll(MatrixRows rows, int from, int count) {
    setColumns(count, rows.length());
    for (int i = 0; i < rows.count(); i++) {
      read(rows, i, from, count, i);
    }
  }

  /**
   * Sets columns of mixed rows.
   *
   * @return whether they are finite
   * @throws NonFiniteException if a row that takes part is not
   */
  final boolean mix(Mixing mixing, int from, int count) {
    MatrixRows source = mixing.source();
    setColumns(count, source.length());
    Block block = scratch(source.type(), source.count(), source.length(), SOURCE);
    block.readAll(source, from, count);
    for (int j = 0; j < source.count() && !source.isKnownFinite(); j++) {
      if (mixing.uses(j) && !block.isFinite(j)) {
        throw new NonFiniteException();
      }
    }
    mix(mixing, block, mixing.floats(), row -> true);
    boolean finite = areFinite(mixing.count());
    if (!finite && mixing.floats() != null) {
      // Where sums of floats leave their range, those of doubles may not.
      mix(mixing, block, null, row -> !isFinite(row));
      finite = areFinite(mixing.count());
    }
    return finite;
  }

  /** Sets some of the mixed rows; {@code floats} is null where all sums are to be of doubles. */
  private void mix(Mixing mixing, Block block, FloatDifferences floats, IntPredicate wanted) {
    boolean isWide = false;
    double[] common = block.zeroed(1);
    if (floats != null) {
      ((FloatBlock) block).setSumInPairs(floats.common());
    }
    for (int i = 0; i < mixing.count(); i++) {
      if (!wanted.test(i)) {
        continue;
      }
      int like = mixing.firstLike(i);
      int only = mixing.onlyTerm(i);
      if (like < i) {
        copyRow(this, like, i);
      } else if (only >= 0) {
        setScaled(i, block, only, mixing.weights()[i][only]);
      } else if (floats != null && floats.has(i)) {
        ((FloatBlock) this)
            .setDifference(
                i, (FloatBlock) block, floats.terms(i), floats.weights(i), floats.scale());
      } else {
        if (!isWide) {
          block.widen(mixing.source().count());
          if (mixing.common() != null) {
            block.addWidened(mixing.common(), common);
          }
          isWide = true;
        }
        set(i, block.mixed(mixing, i, common));
      }
    }
  }

  /** A mixed row of the rows in this block; the array is {@link #zeroed}'s first. */
  private double[] mixed(Mixing mixing, int row, double[] common) {
    double[] sum = accumulators[0];
    if (mixing.rest(row) == null) {
      Arrays.fill(sum, 0);
      addWidened(mixing.weights()[row], sum);
    } else {
      System.arraycopy(common, 0, sum, 0, WIDTH);
      addWidened(mixing.rest(row), sum);
    }
    return sum;
  }

  private IllegalArgumentException outOfRange(Mixing mixing) {
    int first =
        IntStream.range(0, mixing.count()).filter(i -> !isFinite(i)).findFirst().orElseThrow();
    return new IllegalArgumentException(
        "updates: mixed row " + first + " leaves the range of " + mixing.source().type());
  }

  /** Copies all that another block of this type holds of so many rows. */
  final void copy(Block other, int rowCount) {
    columns = other.columns;
    width = other.width;
    for (int i = 0; i < rowCount; i++) {
      copyRow(other, i, i);
    }
  }

  /** Whether columns of one row, any number of them, are finite. */
  static boolean isFinite(MatrixRows rows, int row, int from, int count) {
    Block block = scratch(rows.type(), 1, rows.length(), 0);
    block.setColumns(Math.min(WIDTH, count), rows.length());
    block.clearZeros();
    int inPlace = block.addZeros(rows, row, from, count);
    for (int done = inPlace; done < count; done += WIDTH) {
      int part = Math.min(WIDTH, count - done);
      block.setColumns(part, rows.length());
      block.read(rows, row, from + done, part, 0);
      block.addZeros(0);
    }
    return block.areZeros();
  }

  /** Whether the first rows are all finite; one sum for all of them. */
  final boolean areFinite(int rowCount) {
    return areFinite(0, rowCount);
  }

  final boolean isFinite(int row) {
    return areFinite(row, row + 1);
  }

  private boolean areFinite(int from, int to) {
    clearZeros();
    for (int row = from; row < to; row++) {
      addZeros(row);
    }
    return areZeros();
  }

  /** Prepares {@link #addZeros}. */
  abstract void clearZeros();

  /** Adds {@code 0 * x}, which is 0 for finite x and NaN otherwise, for all columns of a row. */
  abstract void addZeros(int row);

  /**
   * The same for columns of a row of some, where it lies.
   *
   * @return how many of them; the others have to be read into this block first
   */
  abstract int addZeros(MatrixRows rows, int row, int from, int count);

  /** Whether all rows that were added are finite. */
  abstract boolean areZeros();

  /**
   * Copies {@link #FOUR} of some rows, from a column on, to the first rows of this block, or as
   * many as there are from {@code first} to {@code count - 1}.
   *
   * @return how many
   */
  final int readSome(MatrixRows rows, int first, int count, int from) {
    int some = Math.min(FOUR, count - first);
    for (int i = 0; i < some; i++) {
      read(rows, first + i, from, columns(), i);
    }
    return some;
  }

  /** Copies columns of a row into row {@code target}, 0 where they are cleared. */
  final void read(MatrixRows rows, int row, int from, int count, int target) {
    read(rows.memory(), row, from, count, target);
    if (!rows.clearedColumns().isEmpty()) {
      BitSet cleared = rows.clearedColumns().get(from, from + count);
      for (int c = cleared.nextSetBit(0); c >= 0; c = cleared.nextSetBit(c)) {
        int end = cleared.nextClearBit(c);
        clear(target, c, end);
        c = end;
      }
    }
  }

  /** Copies columns of a row into row {@code target}; the rest of its width becomes 0. */
  abstract void read(RowMemory rows, int row, int from, int count, int target);

  /** Sets columns {@code from..to-1} of a row to 0. */
  abstract void clear(int row, int from, int to);

  /** Rounds values to the type and stores them as a row. */
  abstract void set(int row, double[] rowValues);

  /** Stores a row of a block of this type, times a weight. */
  abstract void setScaled(int row, Block other, int source, double weight);

  /** Copies a row of a block of this type. */
  abstract void copyRow(Block other, int row, int target);

  /** Whether all columns of a row are 0. */
  abstract boolean isZero(int row);

  /** Whether all columns of a row are 0 in each of these blocks. */
  static boolean isZero(Block[] group, int row) {
    for (Block block : group) {
      if (!block.isZero(row)) {
        return false;
      }
    }
    return true;
  }

  /** Whether two rows have the same bits. */
  abstract boolean areEqual(int i, int j);

  /** Whether two rows have the same bits in each of these blocks. */
  static boolean areEqual(Block[] group, int i, int j) {
    for (Block block : group) {
      if (!block.areEqual(i, j)) {
        return false;
      }
    }
    return true;
  }

  /** Rows there is room for. */
  abstract int capacity();

  /** Columns there is room for: short rows, of which there may be many, take no more. */
  abstract int capacityWidth();

  /** Sorts each column as far as the network goes; rows then are ranks. */
  abstract void sort(SortingNetwork network);

  abstract double get(int row, int column);

  /** {@code sum[c] += weight * row[c]}. */
  abstract void addScaled(int row, double weight, double[] sum);

  /** {@code sum[c] = weight * (row_from[c] + ... + row_to-1[c])}. */
  abstract void setSum(int from, int to, double weight, double[] sum);

  /** {@code sum[c] += weights[0] * row_0[c] + ...}, one after the other. */
  abstract void addWeighted(double[] weights, double[] sum);

  /** Prepares {@link #addWidened}, for so many rows as they are now. */
  abstract void widen(int rowCount);

  /** As {@link #addWeighted}, many times for the same rows; weights of 0 cost nothing. */
  abstract void addWidened(double[] weights, double[] sum);

  /** {@code start[c] += 1} where {@code centre[c] - low[c] > high[c] - centre[c]}. */
  abstract void countFartherBelow(int low, int high, double[] centre, int[] start);

  /**
   * The mean of the {@code keep} values nearest a centre in each column; of two equally near the
   * smaller comes first.
   *
   * @param rowCount rows, sorted
   * @param mean zeros, to be set
   */
  abstract void setMeanNearest(int rowCount, int keep, double[] centre, double[] mean);

  /** {@code squares[c] = (row[c] - centre[c])^2}. */
  abstract void setSquaredDeviation(int row, double[] centre, double[] squares);

  /** {@code products[c] = (row[c] - centre[c]) * direction[c]}. */
  abstract void setProducts(int row, double[] centre, double[] direction, double[] products);

  /** {@code row[c] -= centre[c]} for all rows. */
  abstract void subtract(int rowCount, double[] centre);

  /**
   * Adds the squared distances of rows from a point, over columns of which there are at most {@link
   * #GROUP} times {@link #WIDTH}, with the bits of so many blocks.
   *
   * @param rows not mixed
   * @param from the first of the columns
   * @param point the row of this block that holds the point
   * @param free a row of this block that may be overwritten
   * @param sums one for each row
   * @throws NonFiniteException if a row is not finite
   */
  void addSquaredDistances(MatrixRows rows, int from, int point, int free, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += checkedSquaredDistance(rows, i, from, point, free);
    }
  }

  /** The same of one row, read into this block. */
  final double checkedSquaredDistance(MatrixRows rows, int row, int from, int point, int free) {
    read(rows, row, from, columns(), free);
    double squared = squaredDistance(free, point);
    // Squares of doubles may leave their range, finite floats have finite distances.
    if (!rows.isKnownFinite() && !Double.isFinite(squared) && !isFinite(free)) {
      throw new NonFiniteException();
    }
    return squared;
  }

  /**
   * Squared distance of two rows of a block that took at most {@link #GROUP} times {@link #WIDTH}
   * columns, with the bits of so many blocks.
   */
  abstract double squaredDistance(int i, int j);

  /** Squared distance of two rows within some blocks of one width. */
  abstract double squaredDistance(Block[] group, int i, int j);

  /**
   * Squared distances of rows i and i + 1 to rows j and j + 1 within some blocks, with the bits of
   * each alone; false, and nothing is set, where that is no faster.
   *
   * @param four of i to j and to j + 1, then of i + 1
   */
  boolean setSquaredDistances(Block[] group, int i, int j, double[] four) {
    return false;
  }

  /** Inner product of two rows within some blocks of one width. */
  abstract double dot(Block[] group, int i, int j);
}
