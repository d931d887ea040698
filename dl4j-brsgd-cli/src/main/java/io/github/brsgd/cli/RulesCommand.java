package io.github.brsgd.cli;

import io.github.brsgd.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the rules, or measures them. */
@Command(
    name = "rules",
    description = {
      "Lists the rules with their parameters, requirement on the number of nodes m, and papers;"
          + " or measures how long they take.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  brsgd rules",
      "  brsgd rules krum bulyan                these only",
      "  brsgd rules --time 25,5,1000000        milliseconds and memory of each at m=25, q=5, d=1e6",
      "  brsgd rules --time 20,4,1000000 median bulyan:q=4",
      "",
      "A rule is written as id:key=value,key=value, for instance bulyan:q=3,base=median."
    })
final class RulesCommand extends BaseCommand {

  @Parameters(
      arity = "0..*",
      paramLabel = "RULE",
      description = "Ids of rules, with --time whole rules such as krum:q=5; none for all.")
  private List<String> rules = new ArrayList<>();

  @Option(
      names = "--time",
      paramLabel = "M,Q,D",
      description =
          "Measure the rules on M rows of D normal float32 values, set for Q Byzantine rows. Rules"
              + " with other required parameters have to be named.")
  private String time;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "15",
      description =
          "Calls measured by --time, after as many to warm up. Default: ${DEFAULT-VALUE}.")
  private int repeat;

  @Override
  int execute() {
    Catalog catalog = Catalog.standard();
    if (time != null) {
      if (repeat < 1) {
        throw usage("--repeat: need >= 1, got " + repeat);
      }
      return new RuleTiming(this, catalog, time, repeat).print(rules);
    }
    CatalogListing.print(
        this,
        rules,
        List.of(
            new CatalogListing.Section("", catalog.rules()),
            new CatalogListing.Section(
                "Pre-aggregations, in a chain before a rule: nnm:q=4+trimmed-mean:q=4",
                catalog.preAggregators())));
    return 0;
  }
}
