package io.github.brsgd.cli;

import io.github.brsgd.catalog.CatalogProvider;
import io.github.brsgd.catalog.Offer;
import io.github.brsgd.data.DataParts;
import io.github.brsgd.data.DataRequest;
import io.github.brsgd.data.ExampleSource;
import io.github.brsgd.data.Partitioner;
import io.github.brsgd.data.SyntheticDigits;
import java.util.List;
import java.util.stream.IntStream;

/** A partitioner that the command line finds on its class path: blocks of examples in turn. */
record UsersPartitioner(int size) implements Partitioner {

  @Override
  public int[][] partition(int[] labels, int nodes, long seed) {
    return IntStream.range(0, nodes)
        .mapToObj(
            node ->
                IntStream.range(0, labels.length).filter(i -> i / size % nodes == node).toArray())
        .toArray(int[][]::new);
  }

  /** A data set of a user's own: the synthetic digits under another name. */
  record Digits() implements ExampleSource {

    @Override
    public DataParts load(DataRequest request) {
      return new SyntheticDigits().load(request);
    }
  }

  /** Gives them names. */
  public static final class Provider implements CatalogProvider {

    /** For the service loader. */
    public Provider() {}

    @Override
    public List<Offer<Partitioner>> partitioners() {
      return List.of(
          Offer.ofRecord(UsersPartitioner.class, "in-blocks", "blocks in turn", "", "of a block"));
    }

    @Override
    public List<Offer<ExampleSource>> datasets() {
      return List.of(Offer.ofRecord(Digits.class, "users-digits", "digits again", ""));
    }
  }
}
