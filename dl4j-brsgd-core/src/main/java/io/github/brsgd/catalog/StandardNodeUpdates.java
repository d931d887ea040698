package io.github.brsgd.catalog;

import io.github.brsgd.training.node.Gradient;
import io.github.brsgd.training.node.LocalSteps;
import io.github.brsgd.training.node.NodeUpdate;
import io.github.brsgd.training.node.WorkerMomentum;
import java.util.List;

/** The node updates of this library. */
final class StandardNodeUpdates {

  private StandardNodeUpdates() {}

  static List<Offer<NodeUpdate>> all() {
    return List.of(
        Offer.ofRecord(Gradient.class, "gradient", "the mean gradient of a minibatch", ""),
        Offer.ofRecord(
            LocalSteps.class,
            "local-steps",
            "tau steps of gradient descent by the node itself; sends the mean gradient on its way",
            "McMahan et al., AISTATS 2017",
            "steps in a round",
            "length of a local step"),
        Offer.of(
            new CatalogEntry(
                "worker-momentum",
                List.of(Parameter.number("beta", "weight of the past, in [0, 1)")),
                "",
                "O(d)",
                "",
                "Karimireddy et al., ICML 2021",
                "running mean of a node's rows: v <- beta v + (1-beta) x; behind another update,"
                    + " or of gradients"),
            WorkerMomentum.class,
            arguments -> new WorkerMomentum(arguments.number("beta")),
            update -> Arguments.NONE.with("beta", update.beta())));
  }
}
