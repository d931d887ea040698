package io.github.brsgd.cli;

import static io.github.brsgd.cli.RunOptions.or;

import io.github.brsgd.cli.experiment.DataChoice;
import picocli.CommandLine.Option;

/** The options that say which data and which network; {@link PartitionOption} says the split. */
final class DataOptions {

  @Option(
      names = "--dataset",
      paramLabel = "TEXT",
      description =
          "mnist, fashion-mnist, cifar10, synthetic, or data of your own: idx:DIR (files of MNIST's"
              + " format), csv:FILE,label=COLUMN (a class in the column of that name or number from"
              + " 1), images:DIR (a folder of images per class); 'brsgd datasets' lists all."
              + " Default: mnist if it is found, else synthetic, and then the output says so.")
  private String dataset;

  @Option(
      names = "--examples",
      paramLabel = "N",
      description = "Use the first N training examples only; 0 for all. Default: 0.")
  private Integer examples;

  @Option(
      names = "--normalise",
      arity = "0",
      description =
          "Scale each channel to mean 0, deviation 1. Default: pixels in [0, 1]; columns of csv:"
              + " always are.")
  private Boolean normalise;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "logistic (no hidden layer), mlp (one of 100 units), cnn (after LeNet) or cifar-cnn."
              + " cnn:l2=1e-4 with weight decay. Default: mlp.")
  private String model;

  @Option(
      names = "--no-fast-layers",
      negatable = true,
      description =
          "Compute with Deeplearning4j's own layers. Default: networks of dense layers without"
              + " them, and convolutions, pooling and batch normalisation with oneDNN where ND4J has"
              + " it, several times faster; the rounding differs, and the record says which.")
  private Boolean stockLayers;

  /** What was asked for, the rest as it was. */
  DataChoice data(DataChoice base) {
    return new DataChoice(
        or(dataset, base.dataset()),
        or(examples, base.examples()),
        or(normalise, base.normalise()),
        base.partition(),
        base.trusted());
  }

  /** The model asked for, or else this one. */
  String model(String base) {
    return or(model, base);
  }

  /** Whether fast layers are asked for, or else this. */
  boolean fastLayers(boolean base) {
    return stockLayers == null ? base : !stockLayers;
  }

  /** Whether a data set was named. */
  boolean hasDataset() {
    return dataset != null;
  }

  boolean hasModel() {
    return model != null;
  }
}
