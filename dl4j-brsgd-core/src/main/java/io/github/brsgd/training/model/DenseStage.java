package io.github.brsgd.training.model;

import java.util.Arrays;
import java.util.OptionalLong;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One layer of a {@link DenseNetwork}: where its parameters lie in the vector of all, and memory
 * for outputs and errors, which grows to the largest batch.
 */
final class DenseStage {

  private final int in;
  private final int out;
  private final long weights;
  private final OptionalLong biases;
  private final DenseActivation activation;
  private final float[] bias;
  private final float[] output;
  private final float[] error;
  private final float[] biasGradient;
  private FloatPointer outputs = new FloatPointer();
  private FloatPointer errors = new FloatPointer();

  /**
   * A layer with the parameters of Deeplearning4j's dense layer.
   *
   * @param layer initialised
   * @param activation of it, or the identity where the loss has its own
   * @param first where the vector of all parameters begins in its buffer
   */
  DenseStage(BaseLayer<?> layer, DenseActivation activation, long first) {
    INDArray matrix = layer.getParam(DefaultParamInitializer.WEIGHT_KEY);
    INDArray vector = layer.getParam(DefaultParamInitializer.BIAS_KEY);
    this.in = Math.toIntExact(matrix.size(0));
    this.out = Math.toIntExact(matrix.size(1));
    this.weights = matrix.offset() - first;
    this.biases = vector == null ? OptionalLong.empty() : OptionalLong.of(vector.offset() - first);
    this.activation = activation;
    this.bias = new float[out];
    this.output = new float[out];
    this.error = new float[out];
    this.biasGradient = new float[out];
  }

  int in() {
    return in;
  }

  int out() {
    return out;
  }

  /** Makes room for n examples. */
  void reserve(int n) {
    long needed = (long) n * out;
    if (Math.min(outputs.capacity(), errors.capacity()) < needed) {
      outputs = renewed(outputs, needed);
      errors = renewed(errors, needed);
    }
  }

  /** A pointer that was closed still tells its old capacity: nothing may find it. */
  private static FloatPointer renewed(FloatPointer old, long needed) {
    FloatPointer larger = new FloatPointer(needed);
    old.close();
    return larger;
  }

  /** n x out, row-major; of what {@link #forward} computed. */
  FloatPointer outputs() {
    return outputs.position(0);
  }

  /** n x out, row-major: the gradient of the loss by the outputs, to be written by what follows. */
  FloatPointer errors() {
    return errors.position(0);
  }

  /** Computes the outputs from inputs [n, in]. */
  void forward(int n, FloatPointer inputs, FloatPointer parameters) {
    MatrixProducts.forward(n, in, out, inputs, parameters.position(weights), outputs());
    biases.ifPresent(from -> parameters.position(from).get(bias, 0, out));
    for (int i = 0; i < n; i++) {
      outputs.position((long) i * out).get(output, 0, out);
      for (int j = 0; j < out; j++) {
        output[j] += bias[j];
      }
      activation.apply(output, out);
      outputs.put(output, 0, out);
    }
  }

  /** Writes the gradient by this layer's parameters; the errors become those by the sums. */
  void backward(int n, FloatPointer inputs, FloatPointer gradient) {
    Arrays.fill(biasGradient, 0f);
    for (int i = 0; i < n; i++) {
      long from = (long) i * out;
      outputs.position(from).get(output, 0, out);
      errors.position(from).get(error, 0, out);
      activation.backward(error, output, out);
      errors.put(error, 0, out);
      for (int j = 0; j < out; j++) {
        biasGradient[j] += error[j];
      }
    }
    MatrixProducts.weightGradient(n, in, out, inputs, errors(), gradient.position(weights));
    biases.ifPresent(to -> gradient.position(to).put(biasGradient, 0, out));
  }

  /** Writes the errors of the layer before, after {@link #backward}. */
  void propagate(int n, FloatPointer parameters, FloatPointer before) {
    MatrixProducts.backward(n, in, out, errors(), parameters.position(weights), before);
  }
}
