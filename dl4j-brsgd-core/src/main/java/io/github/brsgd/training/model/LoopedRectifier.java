package io.github.brsgd.training.model;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;

/** ReLU whose way back is a plain loop: the operation of ND4J takes several times longer. */
final class LoopedRectifier extends ActivationReLU {

  private static final long serialVersionUID = 1L;
  private static final int CHUNK = 4096;

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    if (!DenseFloats.is(in) || !DenseFloats.is(epsilon) || !in.equalShapes(epsilon)) {
      return super.backprop(in, epsilon);
    }
    float[] sums = new float[CHUNK];
    float[] errors = new float[CHUNK];
    FloatPointer from = DenseFloats.start(epsilon);
    FloatPointer to = DenseFloats.start(in);
    try {
      for (long at = 0; at < in.length(); at += CHUNK) {
        int count = (int) Math.min(CHUNK, in.length() - at);
        to.position(at).get(sums, 0, count);
        from.position(at).get(errors, 0, count);
        DenseActivation.RELU.backward(errors, sums, count);
        to.put(errors, 0, count);
      }
    } finally {
      Reference.reachabilityFence(in);
      Reference.reachabilityFence(epsilon);
    }
    return new Pair<>(in, null);
  }
}
