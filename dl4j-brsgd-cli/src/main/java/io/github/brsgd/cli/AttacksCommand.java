package io.github.brsgd.cli;

import io.github.brsgd.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the attacks. */
@Command(
    name = "attacks",
    description = {"Lists the attacks and data poisonings with their parameters and papers.", ""},
    footerHeading = "%nExamples:%n",
    footer = {
      "  brsgd attacks",
      "  brsgd attacks alie ipm                these only",
      "",
      "An attack is written as id:key=value,key=value, for instance alie:z=1.5."
    })
final class AttacksCommand extends BaseCommand {

  @Parameters(arity = "0..*", paramLabel = "ID", description = "Ids of attacks; none for all.")
  private List<String> ids = new ArrayList<>();

  @Override
  int execute() {
    Catalog catalog = Catalog.standard();
    CatalogListing.print(
        this,
        ids,
        List.of(
            new CatalogListing.Section("", catalog.attacks()),
            new CatalogListing.Section(
                "Data poisonings, for train and compare: the node computes honestly on altered"
                    + " data",
                catalog.poisonings())));
    return 0;
  }
}
