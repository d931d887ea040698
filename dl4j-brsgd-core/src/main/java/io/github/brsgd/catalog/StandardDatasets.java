package io.github.brsgd.catalog;

import io.github.brsgd.data.CsvTable;
import io.github.brsgd.data.ExampleSource;
import io.github.brsgd.data.IdxFolder;
import io.github.brsgd.data.ImageFolder;
import io.github.brsgd.data.KnownDataset;
import io.github.brsgd.data.SyntheticDigits;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The data sets of this library: all published ones that it knows, and others. */
final class StandardDatasets {

  private StandardDatasets() {}

  static List<Offer<ExampleSource>> all() {
    return Stream.concat(
            Stream.of(KnownDataset.values()).map(StandardDatasets::published), others().stream())
        .toList();
  }

  private static List<Offer<ExampleSource>> others() {
    return List.of(
        Offer.ofRecord(
            SyntheticDigits.class, "synthetic", "digits drawn by the program, MNIST's shape", ""),
        csv(),
        Offer.ofRecord(
            IdxFolder.class,
            "idx",
            "images and labels in files of MNIST's format, under any names",
            "",
            "the folder"),
        Offer.ofRecord(
            ImageFolder.class,
            "images",
            "a folder of images per class",
            "",
            "the folder, with train and test in it or the classes"));
  }

  private static Offer<ExampleSource> published(KnownDataset dataset) {
    return new Offer<>(
        new CatalogEntry(dataset.id(), List.of(), "", "", "", dataset.paper(), dataset.summary()),
        arguments -> dataset,
        source -> source == dataset ? Optional.of(Arguments.NONE) : Optional.empty());
  }

  private static Offer<ExampleSource> csv() {
    return Offer.of(
        new CatalogEntry(
            "csv",
            List.of(
                Parameter.path("file", "comma-separated, with or without a header"),
                Parameter.text(
                    "label",
                    "COLUMN",
                    "the column of the class, by its name or its number from 1")),
            "",
            "",
            "",
            "",
            "a table of numbers and a class per line"),
        CsvTable.class,
        arguments -> new CsvTable(arguments.path("file"), arguments.text("label")),
        table -> Arguments.NONE.with("file", table.file()).with("label", table.label()));
  }
}
