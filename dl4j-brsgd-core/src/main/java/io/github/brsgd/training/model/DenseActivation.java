package io.github.brsgd.training.model;

import java.util.Optional;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** Activations whose derivative is a function of what came out of them. */
enum DenseActivation {
  IDENTITY {
    @Override
    void apply(float[] values, int count) {}

    @Override
    void backward(float[] errors, float[] outputs, int count) {}
  },
  RELU {
    @Override
    void apply(float[] values, int count) {
      for (int j = 0; j < count; j++) {
        values[j] = Math.max(values[j], 0f);
      }
    }

    /** The error where the output is above 0, else 0: by bits, for no branch can be guessed. */
    @Override
    void backward(float[] errors, float[] outputs, int count) {
      for (int j = 0; j < count; j++) {
        int bits = Float.floatToRawIntBits(outputs[j]);
        // The sign is set for what is negative, 0, or not a number.
        int sign = bits | bits - 1 | INFINITY - bits;
        errors[j] = Float.intBitsToFloat(Float.floatToRawIntBits(errors[j]) & ~(sign >> 31));
      }
    }
  },
  SIGMOID {
    @Override
    void apply(float[] values, int count) {
      for (int j = 0; j < count; j++) {
        values[j] = (float) (1 / (1 + Math.exp(-values[j])));
      }
    }

    @Override
    void backward(float[] errors, float[] outputs, int count) {
      for (int j = 0; j < count; j++) {
        errors[j] *= outputs[j] * (1f - outputs[j]);
      }
    }
  },
  TANH {
    @Override
    void apply(float[] values, int count) {
      for (int j = 0; j < count; j++) {
        values[j] = tanh(values[j]);
      }
    }

    @Override
    void backward(float[] errors, float[] outputs, int count) {
      for (int j = 0; j < count; j++) {
        errors[j] *= 1f - outputs[j] * outputs[j];
      }
    }
  };

  /** Below this the next term of the series, 2/15 z^5, is beneath float's precision. */
  private static final float SMALL = 1e-2f;

  /** The bits of infinity, above which are those of what is not a number. */
  private static final int INFINITY = 0x7f800000;

  /** In place, the first values only. */
  abstract void apply(float[] values, int count);

  /** From the loss by outputs to that by inputs, in place. */
  abstract void backward(float[] errors, float[] outputs, int count);

  /** By the exponential function, which the JIT knows, several times faster than Math.tanh. */
  private static float tanh(float z) {
    if (Math.abs(z) < SMALL) {
      return z - z * z * z / 3;
    }
    return (float) (1 - 2 / (Math.exp(2.0 * z) + 1));
  }

  /**
   * Whether this is ReLU with no settings; a subclass, which equals it, may be another function.
   */
  static boolean isRelu(IActivation activation) {
    return activation.getClass() == ActivationReLU.class && new ActivationReLU().equals(activation);
  }

  /** The activation that a layer is configured with, if it is one of these with no settings. */
  static Optional<DenseActivation> of(IActivation activation) {
    Class<?> type = activation.getClass();
    if (type == ActivationIdentity.class) {
      return Optional.of(IDENTITY);
    }
    if (type == ActivationSigmoid.class) {
      return Optional.of(SIGMOID);
    }
    if (type == ActivationTanH.class) {
      return Optional.of(TANH);
    }
    return isRelu(activation) ? Optional.of(RELU) : Optional.empty();
  }
}
