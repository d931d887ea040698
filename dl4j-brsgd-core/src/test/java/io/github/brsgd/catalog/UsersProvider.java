package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.pre.PreAggregator;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.attack.DataPoisoning;
import io.github.brsgd.data.DataParts;
import io.github.brsgd.data.DataRequest;
import io.github.brsgd.data.ExampleSource;
import io.github.brsgd.data.ImageShape;
import io.github.brsgd.data.Partitioner;
import io.github.brsgd.linalg.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a user adds to the catalogue, one of each kind: this class, and a line in META-INF/services
 * of the test resources that names it.
 */
public final class UsersProvider implements CatalogProvider {

  /** A rule of the user's own. */
  record FirstRow() implements Aggregator {

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

  /** A pre-aggregation of the user's own: the same rows, backwards. */
  record Backwards() implements PreAggregator {

    @Override
    public double[][] mixing(Rows rows, AggregationContext context) {
      int m = rows.count();
      double[][] weights = new double[m][m];
      for (int i = 0; i < m; i++) {
        weights[i][m - 1 - i] = 1;
      }
      return weights;
    }

    @Override
    public int rowsOut(int m) {
      return m;
    }

    @Override
    public boolean keepsNodes() {
      return false;
    }

    @Override
    public OptionalInt byzantine() {
      return OptionalInt.empty();
    }

    @Override
    public PreAggregator tolerating(int q) {
      return this;
    }
  }

  /** An attack of the user's own. */
  record Echo(int times) implements Attack {

    @Override
    public void forge(AttackContext context) {
      context.honestRows(1).ifPresent(rows -> context.sendFromAll(rows.copy(0).muli(times)));
    }
  }

  /** A poisoning of the user's own. */
  record Dimming(double factor) implements DataPoisoning {

    @Override
    public DataSet poison(DataSet batch, SplittableRandom random) {
      return new DataSet(batch.getFeatures().mul(factor), batch.getLabels());
    }

    @Override
    public DataSet trial(DataSet test) {
      return poison(test, new SplittableRandom(0));
    }
  }

  /** A partitioner of the user's own: blocks of examples, dealt in turn. */
  record ByTurns(int block, boolean fromTheEnd) implements Partitioner {

    ByTurns {
      if (block < 1) {
        throw new IllegalArgumentException("ByTurns: need block >= 1, got block=" + block);
      }
    }

    @Override
    public int[][] partition(int[] labels, int nodes, long seed) {
      return IntStream.range(0, nodes)
          .mapToObj(
              node ->
                  IntStream.range(0, labels.length)
                      .filter(i -> i / block % nodes == (fromTheEnd ? nodes - 1 - node : node))
                      .toArray())
          .toArray(int[][]::new);
    }
  }

  /** A data set of the user's own: two clouds on a line. */
  record Clouds(Path origin, double distance, Integer points, Shape shape)
      implements ExampleSource {

    /** Of the clouds. */
    enum Shape {
      /** Equal distances. */
      EVEN,
      /** Denser in the middle. */
      DENSE_IN_THE_MIDDLE
    }

    @Override
    public DataParts load(DataRequest request) {
      int n = request.examples() > 0 ? request.examples() : points == null ? 40 : points;
      DataSet examples = examples(n);
      return new DataParts(
          new ImageShape(1, 1, 1), List.of("left", "right"), examples, () -> examples(10));
    }

    private DataSet examples(int n) {
      float[][] features = new float[n][1];
      float[][] labels = new float[n][2];
      for (int i = 0; i < n; i++) {
        features[i][0] = (float) (distance * (i % 2 == 0 ? -1 : 1) * (1 + i / (double) n));
        labels[i][i % 2] = 1;
      }
      return new DataSet(Nd4j.createFromArray(features), Nd4j.createFromArray(labels));
    }
  }

  @Override
  public List<Offer<Aggregator>> rules() {
    return List.of(
        Offer.of(
            new CatalogEntry("first-row", List.of(), "m >= 1", "O(d)", "none", "", "row 0"),
            FirstRow.class,
            arguments -> new FirstRow(),
            rule -> Arguments.NONE));
  }

  @Override
  public List<Offer<PreAggregator>> preAggregators() {
    return List.of(Offer.ofRecord(Backwards.class, "backwards", "the last row first", ""));
  }

  @Override
  public List<Offer<Attack>> attacks() {
    return List.of(
        Offer.of(
            new CatalogEntry(
                "echo",
                List.of(Parameter.integer("times", "factor")),
                "",
                "O(d)",
                "",
                "",
                "the first honest row"),
            Echo.class,
            arguments -> new Echo(arguments.integer("times")),
            attack -> Arguments.NONE.with("times", attack.times())));
  }

  @Override
  public List<Offer<DataPoisoning>> poisonings() {
    return List.of(Offer.ofRecord(Dimming.class, "dimming", "features times a factor", "", "it"));
  }

  @Override
  public List<Offer<Partitioner>> partitioners() {
    return List.of(
        Offer.ofRecord(
            ByTurns.class, "by-turns", "blocks in turn", "", "examples in one", "last node first"));
  }

  @Override
  public List<Offer<ExampleSource>> datasets() {
    return List.of(
        Offer.ofRecord(
            Clouds.class,
            "clouds",
            "two clouds on a line",
            "",
            "not read",
            "of the clouds from 0",
            "how many",
            "how they lie"));
  }
}
