package io.github.brsgd.training.model;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNBatchNormHelper;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/**
 * Batch normalisation by oneDNN of inputs in any order: Deeplearning4j's helper hands oneDNN an
 * input in Fortran order beside an output in C order, and gets numbers that are wrong.
 */
final class ContiguousBatchNormalization extends MKLDNNBatchNormHelper {

  ContiguousBatchNormalization() {
    super(DataType.FLOAT);
  }

  @Override
  public INDArray preOutput(
      INDArray x,
      boolean training,
      long[] shape,
      INDArray gamma,
      INDArray beta,
      INDArray mean,
      INDArray var,
      double decay,
      double eps,
      CNN2DFormat format,
      LayerWorkspaceMgr workspaces) {
    return super.preOutput(
        contiguous(x), training, shape, gamma, beta, mean, var, decay, eps, format, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray input,
      INDArray epsilon,
      long[] shape,
      INDArray gamma,
      INDArray beta,
      INDArray gammaGradient,
      INDArray betaGradient,
      double eps,
      CNN2DFormat format,
      LayerWorkspaceMgr workspaces) {
    return super.backpropGradient(
        contiguous(input),
        contiguous(epsilon),
        shape,
        gamma,
        beta,
        gammaGradient,
        betaGradient,
        eps,
        format,
        workspaces);
  }

  private static INDArray contiguous(INDArray array) {
    boolean as = array.ordering() == 'c' && Shape.hasDefaultStridesForShape(array);
    return as ? array : array.dup('c');
  }
}
