package io.github.brsgd.training.model;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The convolution that reads the data, channels first and not dilated, with oneDNN: nobody needs
 * the gradient by its input, and of pictures with one channel computing it takes most of the time.
 *
 * <p>The gradient by the weights is a convolution itself, of the pictures as one example with n
 * channels by the n gradients of each output channel:
 *
 * <pre>
 * dW[o, 0, u, v] = sum over i, y, x of delta[i, o, y, x] * input[i, 0, y + u, x + v]
 * </pre>
 */
final class DataConvolution extends MKLDNNConvHelper {

  /** ND4J's number for weights of shape [outputs, inputs, height, width]. */
  private static final int WEIGHTS_FIRST = 1;

  DataConvolution() {
    super(DataType.FLOAT);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray input,
      INDArray weights,
      INDArray bias,
      INDArray delta,
      int[] kernel,
      int[] strides,
      int[] pad,
      INDArray biasGradView,
      INDArray weightGradView,
      IActivation activation,
      ConvolutionLayer.AlgoMode mode,
      ConvolutionLayer.BwdFilterAlgo filterMode,
      ConvolutionLayer.BwdDataAlgo dataMode,
      ConvolutionMode convolutionMode,
      int[] dilation,
      CNN2DFormat format,
      LayerWorkspaceMgr workspaces) {
    boolean plain =
        input.size(1) == 1
            && convolutionMode != ConvolutionMode.Same
            && strides[0] == 1
            && strides[1] == 1;
    if (!plain) {
      return super.backpropGradient(
          input,
          weights,
          bias,
          delta,
          kernel,
          strides,
          pad,
          biasGradView,
          weightGradView,
          activation,
          mode,
          filterMode,
          dataMode,
          convolutionMode,
          dilation,
          format,
          workspaces);
    }
    long examples = delta.size(0);
    long outputs = delta.size(1);
    long height = delta.size(2);
    long width = delta.size(3);
    INDArray byOutput =
        workspaces.createUninitialized(
            ArrayType.BP_WORKING_MEM, DataType.FLOAT, outputs, examples, height, width);
    byOutput.assign(delta.permute(1, 0, 2, 3));
    Nd4j.exec(
        DynamicCustomOp.builder("conv2d")
            .addInputs(input.reshape(1, examples, input.size(2), input.size(3)), byOutput)
            .addOutputs(weightGradView.reshape(1, outputs, kernel[0], kernel[1]))
            .addIntegerArguments(
                (int) height, (int) width, 1, 1, pad[0], pad[1], 1, 1, 0, 0, WEIGHTS_FIRST)
            .build());
    Gradient gradient = new DefaultGradient();
    if (biasGradView != null) {
      byOutput.reshape(outputs, examples * height * width).sum(biasGradView, 1);
      gradient.setGradientFor(ConvolutionParamInitializer.BIAS_KEY, biasGradView);
    }
    gradient.setGradientFor(ConvolutionParamInitializer.WEIGHT_KEY, weightGradView, 'c');
    return Pair.of(
        gradient, workspaces.create(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, input.shape()));
  }
}
