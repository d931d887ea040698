package io.github.brsgd.spark.rows;

import io.github.brsgd.linalg.Centre;
import io.github.brsgd.linalg.CoordinateStatistic;
import io.github.brsgd.linalg.NoMatrixException;
import io.github.brsgd.linalg.Rows;
import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rows whose columns are cut over executors. Norms, distances and products are sums of the slices'
 * answers, which the driver adds up in their order; vectors are the slices' answers side by side;
 * selections and mixes are told to the slices with the next question. The driver holds numbers of
 * order m^2 + d and never a matrix of rows.
 *
 * <p>Each question is one Spark job, unless it was asked before.
 *
 * @since 0.2
 */
public final class ShardedRows implements Rows {

  private final Slices slices;
  private final View view;
  private final int count;

  /** Where the columns of each slice begin in this view; the last entry is d. */
  private final int[] offsets;

  private final DataType type;

  private int[] nonFinite;

  /**
   * The weights of a sum that will be asked for; null if none is known of, or it has been formed.
   */
  private double[] foreseen;

  private double[] formedWith;
  private List<HeapVector> formed;
  private double[][] distances;
  private double[][] gram;

  /** What is made of the rows of a slice before they are asked. */
  @FunctionalInterface
  private interface View extends Serializable {
    Rows of(Rows piece, int slice);
  }

  /** What is asked of the rows of a slice. */
  @FunctionalInterface
  private interface Question<T> extends Serializable {
    T of(Rows piece, int slice);
  }

  private ShardedRows(Slices slices, View view, int count, int[] offsets, DataType type) {
    this.slices = slices;
    this.view = view;
    this.count = count;
    this.offsets = offsets;
    this.type = type;
  }

  /**
   * Rows of a round.
   *
   * @param slices where they lie, one slice per partition, each with all rows
   * @param count m
   * @param offsets the first column of each slice, ascending from 0, and d
   */
  static ShardedRows of(Slices slices, int count, int[] offsets, DataType type) {
    return new ShardedRows(slices, (piece, slice) -> piece, count, offsets.clone(), type);
  }

  /**
   * Rows of a round that have been screened where they were made.
   *
   * @param slices where they lie, one slice per partition, each with all rows
   * @param nonFinite rows with a NaN or an infinite value, ascending
   * @param count m
   * @param offsets the first column of each slice, ascending from 0, and d
   */
  static ShardedRows of(Slices slices, int[] nonFinite, int count, int[] offsets, DataType type) {
    ShardedRows rows = of(slices, count, offsets, type);
    rows.nonFinite = nonFinite.clone();
    return rows;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int length() {
    return offsets[offsets.length - 1];
  }

  @Override
  public DataType type() {
    return type;
  }

  /** An answer, and what else was formed with it. */
  private record Answered<T>(T answer, HeapVector sum) implements Serializable {
    private static final long serialVersionUID = 1;
  }

  /**
   * Announces a sum that will be asked for: it comes with the answer to the next question and costs
   * no job of its own.
   *
   * @param weights m finite weights
   */
  synchronized void foresee(double[] weights) {
    foreseen = weights.clone();
  }

  /** The answers of the slices that have columns in this view, in their order. */
  private <T> List<T> ask(String what, Question<T> question) {
    double[] weights;
    synchronized (this) {
      weights = foreseen;
      foreseen = null;
    }
    if (weights == null) {
      return answers(what, question);
    }
    List<Answered<T>> both =
        answers(
            what,
            (piece, slice) ->
                new Answered<>(question.of(piece, slice), taken(piece.weightedSum(weights))));
    synchronized (this) {
      formedWith = weights;
      formed = both.stream().map(Answered::sum).toList();
    }
    return both.stream().map(Answered::answer).toList();
  }

  /** A sum that has come with another answer; empty if it has not. */
  private synchronized List<HeapVector> formed(double[] weights) {
    if (Arrays.equals(weights, foreseen)) {
      foreseen = null;
    }
    return Arrays.equals(weights, formedWith) ? formed : List.of();
  }

  private <T> List<T> answers(String what, Question<T> question) {
    View seen = view;
    int[] from = offsets;
    return slices
        .<T>each(
            what,
            slice ->
                from[slice.number()] == from[slice.number() + 1]
                    ? null
                    : slice.ask(rows -> question.of(seen.of(rows, slice.number()), slice.number())))
        .stream()
        .filter(answer -> answer != null)
        .toList();
  }

  private static double[] sum(List<double[]> answers) {
    double[] sum = answers.get(0).clone();
    for (double[] answer : answers.subList(1, answers.size())) {
      Arrays.setAll(sum, i -> sum[i] + answer[i]);
    }
    return sum;
  }

  private static double[][] sumOfMatrices(List<double[][]> answers) {
    double[][] sum = copy(answers.get(0));
    for (double[][] answer : answers.subList(1, answers.size())) {
      for (int i = 0; i < sum.length; i++) {
        for (int j = 0; j < sum.length; j++) {
          sum[i][j] += answer[i][j];
        }
      }
    }
    return sum;
  }

  private static double[][] copy(double[][] matrix) {
    return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
  }

  private INDArray joined(List<HeapVector> parts) {
    HeapVector whole = HeapVector.zeros(type, length());
    int at = 0;
    for (HeapVector part : parts) {
      whole.put(at, part);
      at += part.length();
    }
    return whole.matrix(1);
  }

  private static HeapVector taken(INDArray vector) {
    HeapVector values = HeapVector.of(vector);
    vector.close();
    return values;
  }

  /** A vector while a question is asked with it. */
  private <T> T with(INDArray vector, Function<Broadcast<HeapVector>, T> use) {
    if (vector.length() != length() || vector.dataType() != type) {
      throw new IllegalArgumentException(
          "vector: need length d="
              + length()
              + " and type "
              + type
              + ", got length "
              + vector.length()
              + " and type "
              + vector.dataType());
    }
    Broadcast<HeapVector> sent = slices.send(HeapVector.of(vector));
    try {
      return use.apply(sent);
    } finally {
      Sent.forget(sent);
    }
  }

  private static INDArray part(Broadcast<HeapVector> vector, int[] offsets, int slice) {
    return vector.value().range(offsets[slice], offsets[slice + 1]).matrix(1);
  }

  @Override
  public synchronized int[] nonFinite() {
    if (nonFinite == null) {
      TreeSet<Integer> bad = new TreeSet<>();
      ask("screen", (piece, slice) -> piece.nonFinite())
          .forEach(rows -> Arrays.stream(rows).forEach(bad::add));
      nonFinite = bad.stream().mapToInt(Integer::intValue).toArray();
    }
    return nonFinite.clone();
  }

  @Override
  public double[] squaredNorms() {
    requireFinite();
    return sum(ask("norms", (piece, slice) -> piece.squaredNorms()));
  }

  @Override
  public synchronized double[][] squaredDistances() {
    requireFinite();
    if (distances == null) {
      distances = sumOfMatrices(ask("distances", (piece, slice) -> piece.squaredDistances()));
    }
    return copy(distances);
  }

  @Override
  public double[] squaredDistances(INDArray point) {
    requireFinite();
    int[] from = offsets;
    return with(
        point,
        sent ->
            sum(
                ask(
                    "distances to a point",
                    (piece, slice) -> {
                      try (INDArray own = part(sent, from, slice)) {
                        return piece.squaredDistances(own);
                      }
                    })));
  }

  @Override
  public double[] projections(INDArray point, INDArray direction) {
    requireFinite();
    int[] from = offsets;
    return with(
        point,
        origin ->
            with(
                direction,
                along ->
                    sum(
                        ask(
                            "projections",
                            (piece, slice) -> {
                              try (INDArray p = part(origin, from, slice);
                                  INDArray v = part(along, from, slice)) {
                                return piece.projections(p, v);
                              }
                            }))));
  }

  @Override
  public synchronized double[][] centredGram() {
    requireFinite();
    if (gram == null) {
      gram = sumOfMatrices(ask("inner products", (piece, slice) -> piece.centredGram()));
    }
    return copy(gram);
  }

  @Override
  public INDArray weightedSum(double[] weights) {
    List<HeapVector> known = formed(weights);
    return joined(
        known.isEmpty()
            ? ask("weighted sum", (piece, slice) -> taken(piece.weightedSum(weights)))
            : known);
  }

  @Override
  public INDArray weightedSum(double[] weights, INDArray point, double weight) {
    int[] from = offsets;
    return with(
        point,
        sent ->
            joined(
                ask(
                    "weighted sum",
                    (piece, slice) -> {
                      try (INDArray own = part(sent, from, slice)) {
                        return taken(piece.weightedSum(weights, own, weight));
                      }
                    })));
  }

  /** A centre as it travels. */
  @SuppressWarnings("ArrayRecordComponent") // nobody else sees it
  private record Part(HeapVector point, double[] distances) implements Serializable {
    private static final long serialVersionUID = 1;

    static Part of(Centre centre) {
      return new Part(taken(centre.point()), centre.squaredDistances());
    }
  }

  private Centre joinedCentre(List<Part> parts) {
    return new Centre(
        joined(parts.stream().map(Part::point).toList()),
        sum(parts.stream().map(Part::distances).toList()));
  }

  @Override
  public Centre centre(double[] weights) {
    return joinedCentre(ask("centre", (piece, slice) -> Part.of(piece.centre(weights))));
  }

  @Override
  public Centre centre(double[] weights, INDArray point, double weight) {
    int[] from = offsets;
    return with(
        point,
        sent ->
            joinedCentre(
                ask(
                    "centre",
                    (piece, slice) -> {
                      try (INDArray own = part(sent, from, slice)) {
                        return Part.of(piece.centre(weights, own, weight));
                      }
                    })));
  }

  @Override
  public INDArray statistic(CoordinateStatistic statistic) {
    statistic.check(count);
    requireFinite();
    return joined(ask(name(statistic), (piece, slice) -> taken(piece.statistic(statistic))));
  }

  private static String name(CoordinateStatistic statistic) {
    return statistic.getClass().getSimpleName();
  }

  @Override
  public double[] keptShares(CoordinateStatistic statistic) {
    statistic.check(count);
    requireFinite();
    double[] kept =
        sum(
            ask(
                "shares kept",
                (piece, slice) ->
                    Arrays.stream(piece.keptShares(statistic))
                        .map(share -> share * piece.length())
                        .toArray()));
    return Arrays.stream(kept).map(coordinates -> coordinates / length()).toArray();
  }

  @Override
  public INDArray copy(int row) {
    return joined(ask("one row", (piece, slice) -> taken(piece.copy(row))));
  }

  @Override
  public INDArray matrix() {
    throw new NoMatrixException(
        "sharded rows: no machine holds all of them; a rule that is written for matrices needs the"
            + " transport that collects them");
  }

  private ShardedRows seen(int rows, View change) {
    View before = view;
    return new ShardedRows(
        slices, (piece, slice) -> change.of(before.of(piece, slice), slice), rows, offsets, type);
  }

  @Override
  public Rows select(int... ids) {
    for (int id : ids) {
      if (id < 0 || id >= count) {
        throw new IllegalArgumentException("ids: need rows in 0.." + (count - 1) + ", got " + id);
      }
    }
    if (ids.length == 0) {
      throw new IllegalArgumentException("ids: need at least one row, got none");
    }
    if (Arrays.equals(ids, IntStream.range(0, count).toArray())) {
      return this;
    }
    int[] own = ids.clone();
    ShardedRows selected = seen(ids.length, (piece, slice) -> piece.select(own));
    synchronized (this) {
      selected.nonFinite = nonFinite == null ? null : places(own, nonFinite);
      selected.distances = part(distances, own);
    }
    return selected;
  }

  private static int[] places(int[] ids, int[] bad) {
    return IntStream.range(0, ids.length)
        .filter(i -> Arrays.binarySearch(bad, ids[i]) >= 0)
        .toArray();
  }

  private static double[][] part(double[][] matrix, int[] ids) {
    return matrix == null
        ? null
        : Arrays.stream(ids)
            .mapToObj(i -> Arrays.stream(ids).mapToDouble(j -> matrix[i][j]).toArray())
            .toArray(double[][]::new);
  }

  @Override
  public Rows mix(double[][] weights) {
    if (weights.length == 0) {
      throw new IllegalArgumentException("weights: need at least one row, got none");
    }
    for (double[] row : weights) {
      if (row.length != count || !Arrays.stream(row).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "weights: need one finite weight for each of m=" + count + " rows, got " + row.length);
      }
    }
    double[][] own = copy(weights);
    return seen(weights.length, (piece, slice) -> piece.mix(own));
  }

  @Override
  public Rows columns(BitSet ids) {
    if (ids.isEmpty() || ids.length() > length()) {
      throw new IllegalArgumentException(
          "ids: need at least one column, each below d=" + length() + ", got " + ids);
    }
    int[] from = offsets;
    int[] left = new int[from.length];
    for (int slice = 0; slice + 1 < from.length; slice++) {
      left[slice + 1] = left[slice] + ids.get(from[slice], from[slice + 1]).cardinality();
    }
    View before = view;
    BitSet own = (BitSet) ids.clone();
    View some =
        (piece, slice) -> before.of(piece, slice).columns(own.get(from[slice], from[slice + 1]));
    return finiteAsThese(new ShardedRows(slices, some, count, left, type));
  }

  /** Less of finite rows is finite. */
  private synchronized ShardedRows finiteAsThese(ShardedRows part) {
    if (nonFinite != null && nonFinite.length == 0) {
      part.nonFinite = nonFinite;
    }
    return part;
  }

  @Override
  public Rows cleared(BitSet ids) {
    if (ids.isEmpty()) {
      return this;
    }
    int[] from = offsets;
    BitSet own = (BitSet) ids.clone();
    return finiteAsThese(
        seen(count, (piece, slice) -> piece.cleared(own.get(from[slice], from[slice + 1]))));
  }
}
