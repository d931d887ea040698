package io.github.brsgd.catalog;

import io.github.brsgd.data.ColumnPartitioner;
import io.github.brsgd.data.DirichletPartitioner;
import io.github.brsgd.data.IidPartitioner;
import io.github.brsgd.data.OneClassPartitioner;
import io.github.brsgd.data.Partitioner;
import io.github.brsgd.data.PowerLawPartitioner;
import io.github.brsgd.data.ShardsPartitioner;
import io.github.brsgd.data.SimilarityPartitioner;
import java.util.List;

/** The partitioners of this library. */
final class StandardPartitioners {

  private StandardPartitioners() {}

  static List<Offer<Partitioner>> all() {
    return List.of(
        Offer.ofRecord(
            IidPartitioner.class, "iid", "every node draws from the same distribution", ""),
        Offer.ofRecord(
            SimilarityPartitioner.class,
            "similarity",
            "a share of the examples is dealt i.i.d., the rest in order of their labels",
            "Karimireddy et al., ICML 2020",
            "the share dealt i.i.d., 0..1; larger: nodes more alike"),
        dirichlet(),
        Offer.ofRecord(
            ShardsPartitioner.class,
            "shards",
            "examples in order of their labels are cut into shards, each node gets a few at random",
            "McMahan et al., AISTATS 2017",
            "shards per node; larger: nodes more alike"),
        Offer.ofRecord(
            OneClassPartitioner.class, "one-class", "each node has examples of one class only", ""),
        powerLaw(),
        Offer.ofRecord(
            ColumnPartitioner.class,
            "by-column",
            "examples with the same value of one feature go to the same node",
            "",
            "number of the feature, from 1"));
  }

  private static Offer<Partitioner> dirichlet() {
    return Offer.of(
        entry(
            "dirichlet",
            "Hsu et al. 2019; Yurochkin et al., ICML 2019",
            "classes mixed by random proportions; the larger alpha, the more alike the nodes",
            Parameter.number("alpha", "of the Dirichlet distribution; larger: nodes more alike"),
            Parameter.choice(
                "over",
                DirichletPartitioner.Over.class,
                "classes: each node draws its mix, equal sizes; nodes: each class is cut, unequal"),
            Parameter.integer("least", "examples each node has at least")
                .otherwise(Integer.toString(DirichletPartitioner.DEFAULT_LEAST))),
        DirichletPartitioner.class,
        arguments ->
            new DirichletPartitioner(
                arguments.number("alpha"),
                arguments.choice("over", DirichletPartitioner.Over.CLASSES),
                arguments.integer("least", DirichletPartitioner.DEFAULT_LEAST)),
        partitioner ->
            Arguments.NONE
                .with("alpha", partitioner.alpha())
                .with("over", partitioner.over())
                .with("least", partitioner.least(), DirichletPartitioner.DEFAULT_LEAST));
  }

  private static Offer<Partitioner> powerLaw() {
    return Offer.of(
        entry(
            "power-law",
            "",
            "i.i.d. examples, but nodes of unequal size",
            Parameter.number("exponent", "share (i+1)^-exponent; larger: sizes more unequal"),
            Parameter.integer("least", "examples each node has at least")
                .otherwise(Integer.toString(PowerLawPartitioner.DEFAULT_LEAST))),
        PowerLawPartitioner.class,
        arguments ->
            new PowerLawPartitioner(
                arguments.number("exponent"),
                arguments.integer("least", PowerLawPartitioner.DEFAULT_LEAST)),
        partitioner ->
            Arguments.NONE
                .with("exponent", partitioner.exponent())
                .with("least", partitioner.least(), PowerLawPartitioner.DEFAULT_LEAST));
  }

  private static CatalogEntry entry(
      String id, String paper, String summary, Parameter... parameters) {
    return new CatalogEntry(id, List.of(parameters), "", "", "", paper, summary);
  }
}
