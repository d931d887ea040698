package io.github.brsgd.cli;

import io.github.brsgd.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the rules. */
@Command(
    name = "rules",
    description = {
      "Lists the rules with their parameters, requirement on the number of nodes m, and papers."
          + " How long they take: brsgd bench.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  brsgd rules",
      "  brsgd rules krum bulyan                these only",
      "",
      "proven: kappa in ||A - mean||^2 <= kappa spread^2, whatever q rows hold; r = q/(m-2q). For"
          + " a",
      "rule and its numbers: brsgd theory --rule RULE --nodes M.",
      "",
      "A rule is written as id:key=value,key=value, for instance bulyan:q=3,base=median. Where the",
      "base is any rule it comes last, with all its arguments: ctma:q=3,base=multi-krum:k=5."
    })
final class RulesCommand extends BaseCommand {

  @Parameters(arity = "0..*", paramLabel = "RULE", description = "Ids of rules; none for all.")
  private List<String> rules = new ArrayList<>();

  @Override
  int execute() {
    Catalog catalog = Catalog.standard();
    CatalogListing.print(
        this,
        rules,
        List.of(
            new CatalogListing.Section("", catalog.rules(), catalog::robustness),
            new CatalogListing.Section(
                "Pre-aggregations, in a chain before a rule: nnm:q=4+trimmed-mean:q=4",
                catalog.preAggregators(),
                catalog::robustness),
            new CatalogListing.Section(
                "Node updates, for --update of train, compare and sweep: what a node sends",
                catalog.nodeUpdates())));
    return 0;
  }
}
