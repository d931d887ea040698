package io.github.brsgd.training.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.graph.vertex.impl.FrozenVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.params.CenterLossParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What each entry of a network's parameter vector receives in a round: a gradient; a statistic of
 * the batch that the network stores (batch normalisation's running mean and variance, center-loss
 * centers), which no rule for gradients may see; or nothing, as it is never trained (frozen layers,
 * the unsupervised part of an autoencoder): the updater applies what it is handed there as it is.
 *
 * @since 0.1
 */
public final class SlotLayout {

  /** Entries {@code from..to-1}. */
  private record Range(long from, long to) {
    long length() {
      return to - from;
    }
  }

  private final List<Range> statistics;
  private final List<Range> untrained;
  private final List<Range> sums;
  private final long length;

  private SlotLayout(List<Range> statistics, List<Range> untrained, List<Range> sums, long length) {
    this.statistics = List.copyOf(statistics);
    this.untrained = List.copyOf(untrained);
    this.sums = List.copyOf(sums);
    this.length = length;
  }

  static SlotLayout of(List<Trainable> layers) {
    List<Range> statistics = new ArrayList<>();
    List<Range> untrained = new ArrayList<>();
    List<Range> sums = new ArrayList<>();
    long from = 0;
    for (Trainable layer : layers) {
      boolean frozen = isFrozen(layer);
      for (Map.Entry<String, INDArray> parameter : layer.paramTable(false).entrySet()) {
        String name = parameter.getKey();
        long to = from + parameter.getValue().length();
        boolean sum = layer.updaterDivideByMinibatch(name);
        if (sum) {
          append(sums, from, to);
        }
        if (frozen || layer.getConfig().isPretrainParam(name)) {
          append(untrained, from, to);
        } else if (!sum || isCenters(layer, name)) {
          append(statistics, from, to);
        }
        from = to;
      }
    }
    return new SlotLayout(statistics, untrained, sums, from);
  }

  static boolean isFrozen(Trainable layer) {
    if (layer instanceof LayerVertex vertex) {
      return isFrozen(vertex.getLayer());
    }
    if (layer instanceof FrozenLayer
        || layer instanceof FrozenLayerWithBackprop
        || layer instanceof FrozenVertex) {
      return true;
    }
    return layer instanceof BaseWrapperLayer wrapper && isFrozen(wrapper.getUnderlying());
  }

  private static boolean isCenters(Trainable layer, String parameter) {
    return layer.getConfig() instanceof CenterLossOutputLayer
        && parameter.equals(CenterLossParamInitializer.CENTER_KEY);
  }

  private static void append(List<Range> ranges, long from, long to) {
    if (!ranges.isEmpty() && ranges.get(ranges.size() - 1).to() == from) {
      from = ranges.remove(ranges.size() - 1).from();
    }
    ranges.add(new Range(from, to));
  }

  static INDArray interval(INDArray flat, long from, long to) {
    return flat.get(NDArrayIndex.interval(from, to));
  }

  /**
   * The length of the parameter vector.
   *
   * @return d
   */
  public long length() {
    return length;
  }

  /**
   * The number of entries that hold statistics.
   *
   * @return s, in 0..d
   */
  public long statistics() {
    return statistics.stream().mapToLong(Range::length).sum();
  }

  /**
   * The entries that hold statistics.
   *
   * @return their columns, s of them; a copy
   */
  public BitSet statisticsColumns() {
    return columns(statistics);
  }

  /**
   * The entries that receive no gradient: statistics, and what is never trained.
   *
   * @return their columns; a copy
   */
  public BitSet gradientFreeColumns() {
    BitSet columns = columns(statistics);
    columns.or(columns(untrained));
    return columns;
  }

  private static BitSet columns(List<Range> ranges) {
    BitSet columns = new BitSet();
    ranges.forEach(
        range -> columns.set(Math.toIntExact(range.from()), Math.toIntExact(range.to())));
    return columns;
  }

  /** Divides the entries that are sums over the batch. */
  void divideSums(INDArray row, long batchSize) {
    INDArray flat = row.reshape(row.length());
    for (Range range : sums) {
      interval(flat, range.from(), range.to()).divi(batchSize);
    }
  }

  /**
   * Moves the statistics of every row into a matrix of their own and leaves 0 in their place, which
   * no distance, norm or order statistic of gradients notices.
   *
   * @param updates n x d, its statistics are set to 0
   * @param target n x s, overwritten
   */
  public void takeStatistics(INDArray updates, INDArray target) {
    copyStatistics(updates, target);
    for (Range range : statistics) {
      updates.get(NDArrayIndex.all(), NDArrayIndex.interval(range.from(), range.to())).assign(0);
    }
  }

  /**
   * Copies statistics.
   *
   * @param rows n x d
   * @param target n x s, written
   */
  public void copyStatistics(INDArray rows, INDArray target) {
    long column = 0;
    for (Range range : statistics) {
      target
          .get(NDArrayIndex.all(), NDArrayIndex.interval(column, column + range.length()))
          .assign(rows.get(NDArrayIndex.all(), NDArrayIndex.interval(range.from(), range.to())));
      column += range.length();
    }
  }

  /**
   * Writes statistics into their entries.
   *
   * @param values n x s
   * @param target n x d, written
   */
  public void putStatistics(INDArray values, INDArray target) {
    long column = 0;
    for (Range range : statistics) {
      target
          .get(NDArrayIndex.all(), NDArrayIndex.interval(range.from(), range.to()))
          .assign(
              values.get(
                  NDArrayIndex.all(), NDArrayIndex.interval(column, column + range.length())));
      column += range.length();
    }
  }

  /**
   * Sets the entries of a vector that are no gradients to 0.
   *
   * @param vector 1 x d, written
   */
  public void clearAllButGradients(INDArray vector) {
    INDArray flat = vector.reshape(vector.length());
    Stream.concat(statistics.stream(), untrained.stream())
        .forEach(range -> interval(flat, range.from(), range.to()).assign(0));
  }
}
