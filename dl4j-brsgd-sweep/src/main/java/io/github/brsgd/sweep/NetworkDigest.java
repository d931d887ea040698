package io.github.brsgd.sweep;

import io.github.brsgd.files.Sha256;
import java.util.function.LongFunction;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Tells networks of other configurations apart. */
final class NetworkDigest {

  private static final int DIGITS = 16;

  private NetworkDigest() {}

  /** The network could not be made. */
  static final class NoNetworkException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoNetworkException(Throwable cause) {
      super(cause);
    }
  }

  /** Of the network that every candidate starts from, whatever the seed. */
  static String of(LongFunction<Model> network) {
    try {
      return of(network.apply(0));
    } catch (RuntimeException | OutOfMemoryError e) {
      throw new NoNetworkException(e);
    }
  }

  /** Kind, parameters and the beginning of the SHA-256 of the configuration's JSON. */
  private static String of(Model network) {
    String json =
        network instanceof ComputationGraph graph
            ? graph.getConfiguration().toJson()
            : ((MultiLayerNetwork) network).getLayerWiseConfigurations().toJson();
    return network.getClass().getSimpleName()
        + " of "
        + network.numParams()
        + " parameters, configuration "
        + Sha256.of(json).substring(0, DIGITS);
  }
}
