package io.github.brsgd.examples.cli;

import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.catalog.CatalogEntry;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the attacks. */
@Command(
    name = "attacks",
    description = {"Lists the attacks with their parameters and papers.", ""},
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
    List<CatalogEntry> entries = CatalogListing.select(this, Catalog.standard().attacks(), ids);
    CatalogListing.print(screen(), entries);
    return 0;
  }
}
