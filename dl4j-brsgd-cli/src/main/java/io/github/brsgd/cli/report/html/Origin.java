package io.github.brsgd.cli.report.html;

import static j2html.TagCreator.code;
import static j2html.TagCreator.each;
import static j2html.TagCreator.text;

import io.github.brsgd.cli.experiment.Provenance;
import j2html.tags.DomContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a table's results come from: files, command, versions, checksums, folded away.
 *
 * @param folder of the results
 * @param csv file of the table
 * @param json file of the record
 * @param runs how many of those planned, empty if that says nothing
 * @param started what to call the time when the command was given
 */
record Origin(Path folder, String csv, String json, String runs, String started) {

  DomContent of(Provenance provenance, Links links) throws IOException {
    return Section.folded(
        "How it was made: files, command, versions, checksums",
        new Facts()
            .add("folder", folder.toString())
            .add("files", each(links.to(folder, csv, csv), text(" "), links.to(folder, json, json)))
            .add("runs", runs)
            .add(started, provenance.started())
            .add("took", Words.duration(provenance.wallSeconds()))
            .add(List.of(provenance))
            .line("command", code(Facts.command(provenance)))
            .element(),
        Facts.checksums(List.of(provenance)));
  }
}
