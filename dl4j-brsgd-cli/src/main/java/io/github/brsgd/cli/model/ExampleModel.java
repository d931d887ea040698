package io.github.brsgd.cli.model;

import io.github.brsgd.checks.Check;
import io.github.brsgd.checks.PlainNumber;
import io.github.brsgd.data.ImageShape;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * An example network and how it is regularised, as the command line writes it: {@code cnn}, {@code
 * cnn:l2=1e-4}.
 *
 * @param network the network
 * @param l2 coefficient of w in the gradient of each weight, biases excepted; 0 for none
 * @since 0.2
 */
public record ExampleModel(ExampleNetwork network, double l2) {

  private static final Pattern TEXT = Pattern.compile("([^:]*)(?::l2=([^,]*))?");

  /** Checks the coefficient. */
  public ExampleModel {
    Objects.requireNonNull(network, "network");
    Check.nonNegative("model: l2", l2);
  }

  /**
   * Reads a text.
   *
   * @param text a name, or a name and {@code :l2=} with a number
   * @return the model
   * @throws IllegalArgumentException if there is no such network, or the rest is something else
   */
  public static ExampleModel parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw unreadable(text);
    }
    ExampleNetwork network = ExampleNetwork.require(parts.group(1).strip());
    if (parts.group(2) == null) {
      return new ExampleModel(network, 0);
    }
    try {
      return new ExampleModel(network, PlainNumber.parse(parts.group(2).strip()));
    } catch (NumberFormatException e) {
      throw unreadable(text);
    }
  }

  private static IllegalArgumentException unreadable(String text) {
    return new IllegalArgumentException(
        "model: need a name or, as in cnn:l2=1e-4, a name and a number, got " + text);
  }

  /**
   * A network for images of this shape, with fresh weights.
   *
   * @param shape the shape of the images, which the network takes as rows
   * @param classes number of classes
   * @param seed of the initial weights
   * @return an initialised network
   */
  public MultiLayerNetwork create(ImageShape shape, int classes, long seed) {
    return network.create(shape, classes, seed, l2);
  }
}
